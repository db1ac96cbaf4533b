import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { waitForLock } from '#machine/lock';
import { writeWholeFile } from '#machine/wholeFile';

/**
 * What `measure` answered when it was first asked for this situation, on whatever process that was: a file a situation,
 * in `directory`. One that `schema` does not accept is measured anew. Of the processes of a machine one measures at a
 * time: beside each other all would be slower.
 */
export async function keptMeasurement<Measurement>(
  directory: string,
  situation: Record<string, string | number>,
  schema: z.ZodType<Measurement>,
  measure: () => Promise<Measurement>,
): Promise<Measurement> {
  const key = createHash('sha256').update(JSON.stringify(situation)).digest('hex').slice(0, 16);
  const path = join(directory, `${key}.json`);
  const known = await readMeasurement(path, schema);
  if (known) return known;
  const lock = await waitForLock(directory);
  try {
    // The process that held the lock before may have left it here.
    const left = await readMeasurement(path, schema);
    if (left) return left;
    const measurement = await measure();
    // Where it cannot be kept it is still right.
    await keep(directory, path, `${JSON.stringify({ situation, measurement }, null, 2)}\n`).catch(() => {});
    return measurement;
  } finally {
    await lock.release();
  }
}

async function keep(directory: string, path: string, text: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeWholeFile(path, (file) => file.writeFile(text));
}

async function readMeasurement<Measurement>(
  path: string,
  schema: z.ZodType<Measurement>,
): Promise<Measurement | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return z.object({ measurement: schema }).safeParse(parseJson(text)).data?.measurement;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
