import { basename } from 'node:path';
import { type ExportFormat, exportEndings } from '#contracts/exports';
import { usageLines } from '#contracts/exportUsage';
import { exportModel, inFloat32, readModel, startPlainJavaScript } from '#learning';
import { callersPath } from '../terminal/arguments.ts';

/** Writes a model that `train --save` kept in another library's format, and prints how it is used. */
export async function exportHere(folder: string, format: ExportFormat, out: string | undefined): Promise<void> {
  await startPlainJavaScript();
  const saved = await readModel(callersPath(folder));
  const ending = format === 'tfjs' ? '-tfjs' : exportEndings[format];
  const path = out ?? `${basename(callersPath(folder))}${ending}`;
  await exportModel(saved, format, callersPath(path));
  if (saved.eightBits && format !== 'python') process.stderr.write(`${inFloat32(saved.eightBits)}\n`);
  process.stdout.write(`Wrote ${path}. To use it:\n\n${usageLines(format, saved, path).join('\n')}\n`);
}
