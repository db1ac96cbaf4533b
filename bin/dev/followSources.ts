import { prepareDatabase } from '#prisma/prepareDatabase';
import { generateDatabaseClient, generateOperations } from '../bootstrap/prepare.mjs';
import { root } from '../bootstrap/project.mjs';
import type { Service } from '../system/service.ts';
import type { System } from '../system/startSystem.ts';
import { changesOf, isIgnored, watchedFolders } from './sources.ts';
import { watchFolders } from './watchFolders.ts';

/** An open subscription need not hold up the person who waits for the API server; a worker puts its runs back. */
const graceMs = { server: 1_500, worker: 10_000 };

/**
 * From now on prepares what is generated from changed files and starts the parts again that read them. Answers a
 * function that ends this.
 */
export async function followSources(
  { parts, database }: Pick<System, 'parts' | 'database'>,
  say: (line: string) => void,
): Promise<() => void> {
  const restart = {
    server: restarter(parts.server, graceMs.server),
    worker: restarter(parts.worker, graceMs.worker),
  };
  const follow = async (paths: string[]): Promise<void> => {
    const changes = changesOf(paths);
    if (changes.databaseSchema) await generateDatabaseClient();
    if (changes.migrations) for (const name of await prepareDatabase(database)) say(`migration ${name} applied`);
    if (changes.operations) await generateOperations();
    for (const name of ['server', 'worker'] as const)
      if (changes[name]) {
        say(`${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''} changed: the ${name} starts again`);
        restart[name]();
      }
  };
  // A step of the bootstrap that fails has shown its tool's own words already.
  return watchFolders(root, watchedFolders, isIgnored, (paths) => follow(paths).catch((error) => say(error.message)));
}

/** Restarts a service; however often it is asked to meanwhile, once more when that is done. */
function restarter(service: Service, graceMs: number): () => void {
  let isDue = false;
  let isRunning = false;
  return async () => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    while (isDue) {
      isDue = false;
      await service.restart(graceMs);
    }
    isRunning = false;
  };
}
