import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { computeMetrics, evaluateModel, openImageFolder, readModel } from '#learning';
import { callersPath } from '../terminal/arguments.ts';
import { sayPassedOver } from './dataFolders.ts';
import type { DataOptions } from './options.ts';
import { openPlace } from './place.ts';
import { evaluationText, foundLine } from './report.ts';

/** Prints what a saved model makes of the test images of a folder, or of the folder itself. */
export async function evaluateHere(path: string, options: DataOptions): Promise<void> {
  const place = await openPlace(options.engine);
  const saved = await readModel(callersPath(path));
  const data = callersPath(options.data);
  const test = join(data, 'test');
  const folder = await openImageFolder(existsSync(test) ? test : data, saved.classNames, {
    byContent: options.includeByContent ?? false,
  });
  sayPassedOver([folder]);
  (options.json ? process.stderr : process.stdout).write(`${foundLine(folder)}\n`);
  const metrics = computeMetrics(await evaluateModel(folder, saved, place), folder.labels, saved.classNames);
  process.stdout.write(`${evaluationText(metrics, options.json)}\n`);
}
