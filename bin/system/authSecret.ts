import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '#machine/environment';

/** The secret that signs this site's sessions: AUTH_SECRET, else the one under DATA_DIR. */
export async function siteSecret({ AUTH_SECRET, DATA_DIR }: Environment): Promise<string> {
  return AUTH_SECRET ?? (await authSecret(join(DATA_DIR, 'auth-secret')));
}

/** The secret that signs sessions, made at the first start and kept in a file that only this account can read. */
export async function authSecret(path: string): Promise<string> {
  const existing = await readFile(path, 'utf8').catch(missing);
  const secret = (existing ?? (await makeSecret(path))).trim();
  if (secret.length < 32)
    throw new Error(
      `${path} holds ${secret.length} characters, expected at least 32: delete it; all people must sign in again then.`,
    );
  return secret;
}

/**
 * Of two starts at once one makes the secret; a link comes to be whole or not at all, so that the other never reads
 * half of it.
 */
async function makeSecret(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return await readFile(path, 'utf8');
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
