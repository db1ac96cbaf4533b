import { openFeatureStore } from '../../../learning/features/store/featureStore.ts';
import { openSharedFeatures } from '../../../worker/child/sharedFeatures.ts';
import { rows, size, wantedBlock } from '../../learning/features/store/rows.ts';

export const keys = ['a', 'b', 'c', 'd'];

export interface HostOptions {
  /** The store of this host. */
  directory: string;
  databaseUrl: string;
  sealed: string;
  /** Is called before each third of a block is computed. */
  heard?: () => Promise<void>;
}

/** Opens all blocks as a run on one host does; answers how many rows were computed and found, and the notices. */
export async function openOnHost({ directory, databaseUrl, sealed, heard = async () => {} }: HostOptions) {
  const counts = { computed: 0, found: 0 };
  const notices: string[] = [];
  const onNotice = (message: string) => void notices.push(message);
  const shared = openSharedFeatures({ databaseUrl, directories: { sealed }, onNotice });
  const store = openFeatureStore({ directory, limit: 1e9, precision: 'float32' }, shared);
  const wanted = keys.map((key) => wantedBlock(key, { heard }));
  const blocks = await store.open(wanted, size, (count, computed) => {
    counts[computed ? 'computed' : 'found'] += count;
  });
  const values = blocks.map((block) => {
    const numbers = new Float32Array(rows * size);
    for (let row = 0; row < rows; row++) block.copyRow(row, numbers, row * size);
    block.close();
    return numbers;
  });
  return { counts, notices, values };
}

/** A host that takes its time: `node sharingHost.ts <directory> <database> <location>`. */
if (import.meta.main) {
  const [directory, databaseUrl, sealed] = process.argv.slice(2) as [string, string, string];
  const heard = () => new Promise<void>((resolve) => setTimeout(resolve, 400));
  const { counts } = await openOnHost({ directory, databaseUrl, sealed, heard });
  console.log(JSON.stringify(counts));
}
