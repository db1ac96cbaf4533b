// Loaded before a process's own code (NODE_OPTIONS=--import=…): writes how many images go through ONNX Runtime in it, a line a call, to the
// file that BENCH_COUNT names. It watches the library itself, so it does not matter who calls it, and nothing that is counted knows.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The process that times both executors, once on a machine, is not counted: its images are nobody's.
if (!process.argv[1]?.endsWith('measureProcess.ts')) watch();

function watch() {
  const library = createRequire(import.meta.url).resolve('onnxruntime-node');
  const { InferenceSession } = createRequire(library)('onnxruntime-common');
  const { run } = InferenceSession.prototype;
  InferenceSession.prototype.run = function (feeds, ...rest) {
    appendFileSync(process.env.BENCH_COUNT, `${Object.values(feeds)[0].dims[0]}\n`);
    return run.call(this, feeds, ...rest);
  };
}
