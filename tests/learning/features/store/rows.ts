import { closeSync, openSync } from 'node:fs';
import { openFeatureStore, type WantedBlock } from '../../../../learning/features/store/featureStore.ts';

export const rows = 6;
export const size = 1000;

/** A block whose rows come in three batches; `heard` is told of each. */
export function wantedBlock(
  key: string,
  { factor = 1, heard = async () => {} }: { factor?: number; heard?: () => Promise<void> } = {},
): WantedBlock {
  return {
    key: key.padEnd(64, '0'),
    rows,
    async *compute() {
      for (let batch = 0; batch < 3; batch++) {
        await heard();
        yield Float32Array.from({ length: 2 * size }, (_, n) => factor * Math.sin(batch * 2 * size + n));
      }
    },
  };
}

/**
 * A process that wants the same three blocks as others: `node rows.ts <directory> [files]`. It takes a while for each
 * batch, prints "computing" when it begins a block, and at last how many rows it has computed and found. With `files`,
 * it may open only so many more.
 */
if (import.meta.main) {
  const store = openFeatureStore({ directory: process.argv[2]!, limit: 1e9, precision: 'float32' });
  const counts = { computed: 0, found: 0 };
  const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 250));
  const blocks = ['a', 'b', 'c'].map((key) => {
    const wanted = wantedBlock(key, { heard: slowly });
    return {
      ...wanted,
      compute() {
        console.log('computing', key);
        return wanted.compute();
      },
    };
  });
  if (process.argv[3]) leaveFiles(Number(process.argv[3]));
  await store.open(blocks, size, (count, computed) => {
    counts[computed ? 'computed' : 'found'] += count;
  });
  console.log(JSON.stringify(counts));
}

/** Opens files until the system allows no more, then closes `count`. */
function leaveFiles(count: number): void {
  const files: number[] = [];
  try {
    for (;;) files.push(openSync(import.meta.filename, 'r'));
  } catch {
    for (const file of files.slice(0, count)) closeSync(file);
  }
}
