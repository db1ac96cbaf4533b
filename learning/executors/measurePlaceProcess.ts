import type { EngineName, ExecutorPlace } from '#contracts/provenance';
import { startEngine } from '../engine/engine.ts';
import { measuredPrefix } from './measuredPrefix.ts';
import type { PlaceMeasurement } from './measurePlace.ts';
import { openOnnxExecutor } from './onnxExecutor.ts';
import { distanceOf, timeExecutor } from './timeExecutor.ts';

/**
 * Times ONNX Runtime on the processor and on a GPU on the first frozen prefix of a recipe, with random weights: `node
 * measurePlaceProcess.ts <engine> <recipe> <place> [<most images at once>]`. It prints a PlaceMeasurement. The
 * engine is started as in the run that waits, because both may use the GPU.
 */
const [engine, recipe, place, most] = process.argv.slice(2) as [EngineName, string, ExecutorPlace, string?];

console.log(JSON.stringify(await measure().catch((error: Error): PlaceMeasurement => ({ why: error.message }))));
process.exit();

async function measure(): Promise<PlaceMeasurement> {
  const { prefix, pixels, size } = await measuredPrefix(recipe);
  const processor = await timeExecutor(await openOnnxExecutor(prefix), pixels, size);
  const opened = await openOnnxExecutor(prefix, place);
  await startEngine(engine);
  const there = await timeExecutor(opened, pixels, size, Number(most) || undefined);
  const distance = distanceOf(there.output, processor.output);
  return { there: there.best, processor: processor.best, distance };
}
