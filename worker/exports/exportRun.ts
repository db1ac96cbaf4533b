import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { type ExportFormat, exportFormats } from '#contracts/exports';
import { isPublishedId } from '#contracts/recipe';
import {
  decodeTrainedParameters,
  exportModel,
  openTrainedModel,
  pythonScript,
  startPlainJavaScript,
  type TrainedParameters,
} from '#learning';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { ObjectStore } from '#prisma/objectStore';
import { failureOf } from '../child/failureOf.ts';
import { openPublishedWeights } from '../child/publishedWeights.ts';
import { readPublished } from '../child/readRun.ts';

interface Place {
  database: Database;
  objects: ObjectStore;
  cacheDirectory: string;
  kerasWeightsUrl: string;
}

/** Writes one export into the object store, and how it ended into its row. */
export async function exportRun(exportId: string, place: Place): Promise<void> {
  const { database, objects, cacheDirectory } = place;
  const { run, format } = await database.export.findUniqueOrThrow({
    where: { id: exportId },
    include: { run: { include: { assignment: { select: { courseId: true } } } } },
  });
  await mkdir(cacheDirectory, { recursive: true });
  const folder = await mkdtemp(join(cacheDirectory, 'export-'));
  let ending: { address: string; bytes: number } | { failure: string };
  try {
    if (run.trainedParameters === null) throw new Error('expected a run whose trained parameters are kept');
    const trained = decodeTrainedParameters(await objects.get(run.trainedParameters));
    const path = await writeExport(
      trained,
      z.enum(exportFormats).parse(format),
      folder,
      run.assignment.courseId,
      place,
    );
    const bytes = await readFile(path);
    ending = { address: await objects.put(bytes), bytes: bytes.length };
  } catch (error) {
    ending = { failure: failureOf(error).message };
    process.stderr.write(`${(error as Error).stack}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await database.export.updateMany({ where: { id: exportId }, data: { ...ending, finishedAt: databaseNow() } });
}

/** Answers the path of one file in `folder`: a TensorFlow.js model, which is a folder, goes into a zip. */
async function writeExport(
  trained: TrainedParameters,
  format: ExportFormat,
  folder: string,
  courseId: string,
  { database, objects, cacheDirectory, kerasWeightsUrl }: Place,
): Promise<string> {
  const path = join(folder, 'model');
  if (format === 'python') {
    await writeFile(path, pythonScript(trained));
    return path;
  }
  await startPlainJavaScript();
  const { weights } = trained.recipe;
  const source = isPublishedId(weights)
    ? { published: openPublishedWeights(await readPublished(database, courseId, weights), objects) }
    : weights;
  const saved = await openTrainedModel(trained, { weights: source, cacheDirectory, kerasWeightsUrl });
  await exportModel(saved, format, path);
  return format === 'tfjs' ? zipped(path) : path;
}

async function zipped(folder: string): Promise<string> {
  const zip = new ZipFile();
  for (const name of await readdir(folder)) zip.addFile(join(folder, name), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${folder}.zip`));
  return `${folder}.zip`;
}
