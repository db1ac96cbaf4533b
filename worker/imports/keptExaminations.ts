import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Examined } from '#learning';
import { writeWholeFile } from '#machine/wholeFile';

/** What a check found out about images lies beside the upload, so that they are not decoded again after a decision. */
export async function readExaminations(path: string): Promise<Map<string, Examined>> {
  try {
    const kept: unknown = deserialize(await readFile(path));
    return kept instanceof Map ? kept : new Map();
  } catch {
    return new Map();
  }
}

export async function keepExaminations(path: string, examined: ReadonlyMap<string, Examined>): Promise<void> {
  await writeWholeFile(path, (file) => file.writeFile(serialize(examined)), { mode: 0o600 });
}
