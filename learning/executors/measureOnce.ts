import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from '#machine/wholeFile';
import { computeOnce } from './computeOnce.ts';

/**
 * Measures something once for each situation on this machine, and stores it in a file in `directory`. A file that does
 * not fit the schema is measured again. Only one process measures at a time, because two would slow each other down.
 */
export async function measureOnce<Measurement>(
  directory: string,
  situation: Record<string, string | number>,
  schema: z.ZodType<Measurement>,
  measure: () => Promise<Measurement>,
): Promise<Measurement> {
  const key = createHash('sha256').update(JSON.stringify(situation)).digest('hex').slice(0, 16);
  const path = join(directory, `${key}.json`);
  const fileSchema = z.object({ measurement: schema });
  return computeOnce(
    directory,
    {
      async read() {
        const text = await readFile(path, 'utf8').catch(() => '');
        return fileSchema.safeParse(parseJson(text)).data?.measurement;
      },
      async write(measurement) {
        await mkdir(directory, { recursive: true });
        const text = `${JSON.stringify({ situation, measurement }, null, 2)}\n`;
        await writeWholeFile(path, (file) => file.writeFile(text));
      },
    },
    measure,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
