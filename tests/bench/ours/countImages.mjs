// Loaded before a process's own code (NODE_OPTIONS=--import=…): writes how many images go through ONNX Runtime in it, a line a call, to the
// file that BENCH_COUNT names. It watches the library itself, so it does not matter who calls it, and nothing that is counted knows.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The process that times both executors, once on a machine, is not counted: its images are nobody's. Its threads inherit its variables.
if (process.argv[1]?.endsWith('measureProcess.ts')) delete process.env.BENCH_COUNT;
if (process.env.BENCH_COUNT) watch(process.env.BENCH_COUNT);

function watch(file) {
  const library = createRequire(import.meta.url).resolve('onnxruntime-node');
  const { InferenceSession } = createRequire(library)('onnxruntime-common');
  const { run } = InferenceSession.prototype;
  InferenceSession.prototype.run = function (feeds, ...rest) {
    appendFileSync(file, `${Object.values(feeds)[0].dims[0]}\n`);
    return run.call(this, feeds, ...rest);
  };
}
