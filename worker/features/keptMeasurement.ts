import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from '#prisma/wholeFile';

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
  const text = `${JSON.stringify({ situation, measurement }, null, 2)}\n`;
  await mkdir(directory, { recursive: true });
  // Of two processes that measured at once the first one's counts, for both.
  if (await writeWholeFile(path, (file) => file.writeFile(text), { keepFirst: true })) return measurement;
  const first = await readMeasurement(path, schema);
  if (first) return first;
  await writeWholeFile(path, (file) => file.writeFile(text));
  return measurement;
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
