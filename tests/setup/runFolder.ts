import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const name = /^downstream-test-(\d+)-/;

/**
 * A folder for all that one test run writes, named after this process so that a later run can tell whether anybody
 * still needs it.
 */
export async function createRunFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `downstream-test-${process.pid}-`));
  // PostgreSQL may run as another user, who has to reach it.
  await chmod(folder, 0o755);
  return folder;
}

/** Removes the folders of runs that were killed before they could. */
export async function removeStaleFolders(parent = tmpdir()): Promise<void> {
  for (const folder of await readdir(parent)) {
    const owner = name.exec(folder)?.[1];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(join(parent, folder), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
