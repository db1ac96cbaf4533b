import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { applicationNames } from '#contracts/backbones';
import { engineNames, executorPlaceSchema } from '#contracts/provenance';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { type Executor, openTfjsExecutor } from '../../../learning/executors/executor.ts';
import { openExecutor } from '../../../learning/executors/executors.ts';
import { openOnnxModel } from '../../../learning/executors/onnxExecutor.ts';
import { exportOnnx } from '../../../learning/onnx/exportOnnx.ts';
import { quantizeNetwork } from '../../../learning/onnx/quantization/quantizeNetwork.ts';
import { serve, timed } from './serve.ts';
import { waves } from './waves.ts';

/**
 * Our frozen prefix on ONNX Runtime: `node features.ts <network> <side> [int8 | plain | a place]`, without its top
 * (plain: without Winograd's convolutions), from pixels in memory; or on an engine (`engine <name>`). Asked for the
 * features of so many images it answers the seconds.
 */
const requestSchema = z.strictObject({ images: z.int().positive() });

const network = z.enum(applicationNames).parse(process.argv[2]);
const inputSize = Number(process.argv[3]);
await startEngine('wasm');
const model = buildBackbone(network, { inputSize, seed: 1 });
const way = z
  .enum(['int8', 'plain', 'engine', ...executorPlaceSchema.options])
  .optional()
  .parse(process.argv[4]);
const quantized = way === 'int8' ? await quantizeNetwork(model, waves(40, inputSize)) : undefined;
const executor = await open();
const { batch } = executor;
const pixels = tf.tidy(() => tf.randomUniform([batch * inputSize ** 2 * 3], -1, 1, 'float32', 1).dataSync<'float32'>());
// The first run makes things ready that later ones find.
await executor.run(pixels, batch);

const { distance, quantized: inInt8, convolutions: inAll } = quantized ?? {};
await serve({ batch, multiplications: multiplications(model), distance, inInt8, inAll }, async (request) => {
  const { images } = requestSchema.parse(request);
  const times = await timed(async () => {
    for (let done = 0; done < images; done += batch) await executor.run(pixels, batch);
  });
  return { ...times, images: Math.ceil(images / batch) * batch };
});

async function open(): Promise<Executor> {
  if (way === 'engine') {
    await startEngine(z.enum(engineNames).parse(process.argv[5]));
    return openTfjsExecutor(model);
  }
  if (way === 'plain') return openOnnxModel(exportOnnx(model), model);
  return quantized
    ? openExecutor({ name: 'onnx-int8' }, model, { prefix: model, network: quantized })
    : openExecutor({ name: 'onnx', place: executorPlaceSchema.safeParse(way).data }, model);
}

/** Multiplications and additions, counted as one, of the network's plain convolutions for one image. */
function multiplications({ layers }: tf.LayersModel): number {
  return layers
    .filter((layer) => layer.getClassName() === 'Conv2D')
    .reduce((sum, layer) => {
      const [, rows, columns] = layer.outputShape as number[];
      return sum + rows! * columns! * layer.getWeights()[0]!.size;
    }, 0);
}
