import { type ExecutorPlace, executorPlaces } from '#contracts/provenance';
import { findAdapter } from '../engine/webgpuDevice.ts';
import { encodeModel } from './format.ts';
import { newGraph } from './graph.ts';
import type { ProbedPlace } from './probePlace.ts';
import { loaderOn } from './runtime.ts';

/**
 * The process of a probe: `node probePlaceProcess.ts <place>`. ONNX Runtime takes the adapter that Dawn calls the
 * fastest, like TensorFlow.js, so a GPU that the processor plays is refused here.
 */
const place = process.argv[2] as ExecutorPlace;
const adapter = place === 'webgpu' ? (await findAdapter()).adapter : undefined;
const { env } = await import('onnxruntime-node');

const { load, Tensor } = await loaderOn(place);
const session = await load(sum());
const outputs = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3), [1, 3]) });
const answer = Array.from(outputs[session.outputNames[0]!]!.data as Float32Array);
if (answer.join() !== '2,4,6') throw new Error(`expected the sums 2,4,6, received ${answer}`);
await session.release();

const on = `ONNX Runtime ${env.versions.node} on ${executorPlaces[place]}`;
const probed: ProbedPlace = adapter
  ? {
      version: `${on}: ${adapter.software ? 'a software adapter, ' : ''}${adapter.name}, ${adapter.driver}`,
      largestTensor: Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize),
      software: adapter.software,
    }
  : { version: on };
console.log(JSON.stringify(probed));
process.exit();

/** A model that adds its input to itself. */
function sum(): Uint8Array {
  const graph = newGraph();
  return encodeModel(
    graph.finish({ name: 'x', dims: [3] }, { name: graph.node('sum', 'Add', ['x', 'x']), dims: [3] }).message,
  );
}
