import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { create } from 'tar';

/** Bytes of an archive: what mail and web forms commonly take. */
const most = 60e6;

/**
 * Packs a folder in `cwd` as one tar.gz in parts of at most 60 MB: `<path>.1`, `<path>.2`, … Parts of an earlier pack
 * are removed.
 */
export async function writeParts(
  cwd: string,
  folder: string,
  path: string,
): Promise<{ path: string; bytes: number }[]> {
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(`${basename(path)}.`)) await rm(join(dirname(path), name));
  const parts: { path: string; bytes: number }[] = [];
  let part: ReturnType<typeof createWriteStream> | undefined;
  const close = async () => {
    if (!part) return;
    part.end();
    await once(part, 'close');
  };
  for await (const chunk of create({ cwd, gzip: true, portable: true }, [folder]) as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length; ) {
      if (!part || parts.at(-1)!.bytes === most) {
        await close();
        parts.push({ path: `${path}.${parts.length + 1}`, bytes: 0 });
        part = createWriteStream(parts.at(-1)!.path);
      }
      const now = parts.at(-1)!;
      const piece = chunk.subarray(from, from + most - now.bytes);
      if (!part.write(piece)) await once(part, 'drain');
      now.bytes += piece.length;
      from += piece.length;
    }
  }
  await close();
  return parts;
}
