import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { DatasetFile } from './datasetFolder.ts';

/**
 * Packs files into a zip among the machine's temporary files and answers its path. The same files give the same path,
 * so that an import that was cut off finds its zip again and goes on where it stopped.
 */
export async function zipDataset(files: DatasetFile[]): Promise<string> {
  const listing = files.map((file) => [file.name, file.path, file.bytes, file.modified.getTime()]);
  const name = createHash('sha256').update(JSON.stringify(listing)).digest('hex').slice(0, 32);
  const path = join(await temporaryDirectory(), `${name}.zip`);
  if (await stat(path).catch(() => undefined)) return path;

  const zip = new ZipFile();
  // Images are compressed already.
  for (const file of files) zip.addFile(file.path, file.name, { mtime: file.modified, compress: false });
  zip.end();
  const partial = `${path}.${process.pid}`;
  await pipeline(zip.outputStream, createWriteStream(partial, { mode: 0o600 }));
  await rename(partial, path);
  return path;
}

/**
 * This account's own directory among the machine's temporary files: what an import needs to go on after it was cut off.
 */
export async function temporaryDirectory(): Promise<string> {
  const directory = join(tmpdir(), `downstream-${userInfo().username}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
}
