import type { EngineName } from '#contracts/provenance';
import { startEngine } from '../engine/engine.ts';
import { openTfjsExecutor } from './executor.ts';
import { measuredPrefix } from './measuredPrefix.ts';
import type { ExecutorMeasurement, OnnxMeasurement } from './measureExecutors.ts';
import { openOnnxExecutor } from './onnxExecutor.ts';
import { distanceOf, timeExecutor } from './timeExecutor.ts';

/**
 * Times ONNX Runtime on the processor and TensorFlow.js on the first frozen prefix of a recipe, with random weights:
 * `node measureProcess.ts <engine> <recipe>`. It prints ONNX Runtime's time first, then an ExecutorMeasurement. The
 * engine comes last because it does not free its memory, and the run that waits for this process has started an engine
 * too.
 */
const { prefix, pixels, size } = await measuredPrefix(process.argv[3]!);
const onnx = await timeExecutor(await openOnnxExecutor(prefix), pixels, size);
console.log(JSON.stringify({ onnx: onnx.best } satisfies OnnxMeasurement));
await startEngine(process.argv[2] as EngineName);
const tfjs = await timeExecutor(openTfjsExecutor(prefix), pixels, size);
const distance = distanceOf(onnx.output, tfjs.output);
console.log(JSON.stringify({ onnx: onnx.best, tfjs: tfjs.best, distance } satisfies ExecutorMeasurement));
