import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ExecutorMeasurement, measurementSchema } from './measureExecutors.ts';

const keptSchema = z.object({ measurement: measurementSchema });

/**
 * What `measure` answered when it was first asked for this situation, on whatever process that was: a file a situation, in `directory`.
 * One that cannot be read is measured anew.
 */
export async function keptMeasurement(
  directory: string,
  situation: Record<string, string | number>,
  measure: () => Promise<ExecutorMeasurement>,
): Promise<ExecutorMeasurement> {
  const key = createHash('sha256').update(JSON.stringify(situation)).digest('hex').slice(0, 16);
  const path = join(directory, `${key}.json`);
  const known = await readMeasurement(path);
  if (known) return known;
  const measurement = await measure();
  const partial = join(directory, `.partial-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  try {
    await writeFile(partial, `${JSON.stringify({ situation, measurement }, null, 2)}\n`);
    return await publish(partial, path, measurement);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Of two processes that measured at once the first one's counts, for both. */
async function publish(partial: string, path: string, measurement: ExecutorMeasurement): Promise<ExecutorMeasurement> {
  try {
    await link(partial, path);
    return measurement;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const first = await readMeasurement(path);
    if (first) return first;
    await rename(partial, path);
    return measurement;
  }
}

async function readMeasurement(path: string): Promise<ExecutorMeasurement | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return keptSchema.safeParse(parseJson(text)).data?.measurement;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
