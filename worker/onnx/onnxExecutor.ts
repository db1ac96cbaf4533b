import type * as tf from '@tensorflow/tfjs';
import type { Executor } from '../features/executor.ts';
import { exportOnnx, graphInput } from './exportOnnx.ts';
import { startOnnxRuntime } from './runtime.ts';

/**
 * A network in inference on ONNX Runtime, with the parameters it has now. Throws where the library does not load, or where a layer
 * cannot be written as ONNX. Its answers differ from TensorFlow.js's in the last bits.
 */
export async function openOnnxExecutor(network: tf.LayersModel): Promise<Executor> {
  return openOnnxModel(exportOnnx(network), network);
}

/** The same for an ONNX file that was made of the network before. `variant` tells it from others of the same parameters. */
export async function openOnnxModel(model: Uint8Array, network: tf.LayersModel, variant = ''): Promise<Executor> {
  const { Tensor, load, onGpu, version } = await startOnnxRuntime();
  const session = await load(model);
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  return {
    identity: version + variant,
    shape: network.outputs[0]!.shape.slice(1) as number[],
    // More are no faster on a CPU.
    batch: onGpu ? 16 : 4,
    async run(images, count) {
      const answers = await session.run({ [graphInput]: new Tensor('float32', images, [count, ...imageShape]) });
      return answers[session.outputNames[0]!]!.data as Float32Array;
    },
    dispose: () => session.release(),
  };
}
