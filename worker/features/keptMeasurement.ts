import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What `measure` answered when it was first asked for this situation, on whatever process that was: a file a situation, in `directory`.
 * One that `schema` does not accept is measured anew.
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
  const measurement = await measure();
  const partial = join(directory, `.partial-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  try {
    await writeFile(partial, `${JSON.stringify({ situation, measurement }, null, 2)}\n`);
    return await publish(partial, path, schema, measurement);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Of two processes that measured at once the first one's counts, for both. */
async function publish<Measurement>(
  partial: string,
  path: string,
  schema: z.ZodType<Measurement>,
  measurement: Measurement,
): Promise<Measurement> {
  try {
    await link(partial, path);
    return measurement;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const first = await readMeasurement(path, schema);
    if (first) return first;
    await rename(partial, path);
    return measurement;
  }
}

async function readMeasurement<Measurement>(path: string, schema: z.ZodType<Measurement>): Promise<Measurement | undefined> {
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
