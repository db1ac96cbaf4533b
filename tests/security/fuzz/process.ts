// One target in a process of its own: `process.ts <target> <seed> <first case> <end>`. It tells its parent of each case
// that it begins, so that a case at which it dies has a name.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as immediately } from 'node:timers/promises';
import { mulberry32 } from '../../../learning/random/shuffle.ts';
import { withTestCluster } from '../../setup/database.ts';
import { mutated } from './mutate.ts';
import { targets } from './targets.ts';

const [target = '', seed = '1', first = '0', end = '0'] = process.argv.slice(2);
const tell = (message: ProcessMessage) => void process.send?.(message);
/** After so many cases the process lets its messages go: a target that never waits would keep them. */
const casesAtOnce = 50;

export type ProcessMessage = { begins: number } | { taken: boolean } | { fault: string; at: number } | { closed: true };

let at = -1;
process.on('unhandledRejection', (reason) => tell({ fault: `unhandled: ${reason}`, at }));

const run = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const { corpus, read, close } = await targets[target]!(folder);
  for (at = Number(first); at < Number(end); at++) {
    const random = mulberry32((Number(seed) + at * 7919) | 0);
    const draw = (most: number) => Math.floor(random() * most);
    const input = mutated(corpus[draw(corpus.length)]!, corpus[draw(corpus.length)]!, draw);
    tell({ begins: at });
    if (at % casesAtOnce === 0) await immediately();
    try {
      tell({ taken: await read(input) });
    } catch (error) {
      tell({ fault: `${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}`.slice(0, 600), at });
    }
  }
  await close?.();
  await rm(folder, { recursive: true, force: true });
};
await (target === 'graphql' || target === 'sockets' ? withTestCluster(run) : run());
process.send?.({ closed: true } satisfies ProcessMessage, () => process.exit());
