import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Counts the images that go through ONNX Runtime in a process and in those that it starts. */
export interface ImageCount {
  /** What the process has to be started with. */
  env: Record<string, string>;
  /** How many since the last time. */
  take(): Promise<number>;
}

/** `path`: a file that is not there yet. */
export function countImages(path: string): ImageCount {
  const watcher = fileURLToPath(new URL('ours/countImages.mjs', import.meta.url));
  return {
    env: { NODE_OPTIONS: `--import=${watcher}`, BENCH_COUNT: path },
    async take() {
      const lines = await readFile(path, 'utf8').catch(() => '');
      await rm(path, { force: true });
      return lines.split('\n').reduce((sum, line) => sum + Number(line), 0);
    },
  };
}
