import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * This account's own directory among the machine's temporary files: what an import needs to go on after it was cut off.
 */
export async function temporaryDirectory(): Promise<string> {
  const directory = join(tmpdir(), `downstream-${userInfo().username}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
}
