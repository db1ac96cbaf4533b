import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock directory without an owner is being made or was left half-made; after this long it was left. */
const ownerlessMs = 5_000;

/**
 * Runs `work` while no other process runs its own under the same lock directory. A lock whose owner has died is taken
 * over.
 * @template T
 * @param {string} directory
 * @param {() => Promise<T>} work
 * @param {{onWait?: (owner: string | undefined) => void}} [options] told once, when the lock is held by somebody else
 */
export async function withLock(directory, work, { onWait } = {}) {
  mkdirSync(dirname(directory), { recursive: true });
  let waited = false;
  while (!acquire(directory)) {
    const owner = readOwner(directory);
    if (isAbandoned(directory, owner)) {
      remove(directory, owner);
      continue;
    }
    if (!waited) onWait?.(owner);
    waited = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function acquire(directory) {
  try {
    mkdirSync(directory);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(directory, 'pid'), String(process.pid));
  return true;
}

function readOwner(directory) {
  try {
    return readFileSync(join(directory, 'pid'), 'utf8') || undefined;
  } catch {
    return undefined;
  }
}

function isAbandoned(directory, owner) {
  if (owner === undefined) {
    const stats = statSync(directory, { throwIfNoEntry: false });
    return stats !== undefined && Date.now() - stats.mtimeMs > ownerlessMs;
  }
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/**
 * Moves the lock aside before deleting it: of two processes that saw it abandoned, one may by now have made a new one.
 */
function remove(directory, owner) {
  const aside = `${directory}.abandoned-${process.pid}-${Date.now()}`;
  try {
    renameSync(directory, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readOwner(aside) !== owner) renameSync(aside, directory);
  else rmSync(aside, { recursive: true, force: true });
}
