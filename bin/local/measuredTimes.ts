import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { applicationNames } from '#contracts/backbones';
import { type Provenance, provenanceSchema } from '#contracts/provenance';
import { writeWholeFile } from '#machine/wholeFile';

/** What networks took on one engine of this machine. */
const measuredTimesSchema = z.object({
  environment: provenanceSchema,
  /** Milliseconds an image, one image at a time. */
  ms: z.partialRecord(z.enum(applicationNames), z.number().positive()),
});
export type MeasuredTimes = z.infer<typeof measuredTimesSchema>;

const pathIn = (cacheDirectory: string) => join(cacheDirectory, 'zoo.json');

/** The times that were measured last; null when there are none that this version can read. */
export async function readMeasuredTimes(cacheDirectory: string): Promise<MeasuredTimes | null> {
  try {
    return measuredTimesSchema.parse(JSON.parse(await readFile(pathIn(cacheDirectory), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Keeps times beside earlier ones of the same engine on the same machine, and in place of all others. Returns what is
 * kept now.
 */
export async function keepMeasuredTimes(
  cacheDirectory: string,
  environment: Provenance,
  ms: MeasuredTimes['ms'],
): Promise<MeasuredTimes> {
  const earlier = await readMeasuredTimes(cacheDirectory);
  const isSame = JSON.stringify(earlier?.environment) === JSON.stringify(environment);
  const times: MeasuredTimes = { environment, ms: { ...(isSame ? earlier?.ms : {}), ...ms } };
  await mkdir(cacheDirectory, { recursive: true });
  await writeWholeFile(pathIn(cacheDirectory), (file) => file.writeFile(JSON.stringify(times)));
  return times;
}
