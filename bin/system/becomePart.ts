import { root } from '../bootstrap/project.mjs';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import type { ServiceDefinition } from './service.ts';

/**
 * Becomes one part of the system: the same process, so that signals and the exit code are the part's. Throws
 * PLATFORM_UNSUPPORTED where a process cannot do that.
 */
export function becomePart({ args, environment }: ServiceDefinition): never {
  if (process.execve === undefined)
    throw new CommandError(
      exitCodes.refused,
      'PLATFORM_UNSUPPORTED',
      'Expected Linux or macOS to run one part alone; "npm start" runs all of them on every system.',
    );
  process.chdir(root);
  const env = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return process.execve(process.execPath, [process.execPath, ...args], Object.fromEntries(env));
}
