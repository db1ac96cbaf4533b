import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageFault, PassedOverReason } from '#contracts/datasetImport';
import { listFolder, readDataset, takeDecision } from '#learning';
import { unreadable } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

export interface DatasetFile {
  /** As in the zip: `train/cats/1.jpg`. */
  name: string;
  path: string;
  bytes: number;
  modified: Date;
}

export interface FolderOptions {
  /** Files, too, that are images by content alone. */
  byContent?: boolean;
  /** Folders of splits may be missing: the site draws them. */
  drawsSplits?: boolean;
  leaveOut?: readonly ImageFault[];
  /** Is told of what is not taken. */
  onPassedOver?(files: readonly { path: string; reason: PassedOverReason | 'MISPLACED' }[]): void;
}

/** A split's folder and a class's may be links, as Keras's `flow_from_directory` has it; what lies deeper may not. */
const linkedDepth = 2;

/**
 * The images of a folder with `train/`, `validation/` and `test/`, one folder a class. Throws DATASET_INVALID with all
 * that the table of contents shows to be wrong and that is not left out, before anything is sent, and FILE_UNREADABLE
 * for a link that leads nowhere.
 */
export async function datasetFiles(
  folder: string,
  { byContent = false, drawsSplits = false, leaveOut = [], onPassedOver = () => {} }: FolderOptions = {},
): Promise<DatasetFile[]> {
  const files = await readDataset(await listFolder(folder, linkedDepth), { byContent, drawsSplits });
  const taken = takeDecision(files, [], { leaveOut: [...leaveOut] });
  const { images } = files.lacks.length > 0 ? files : taken;
  // What a split lacks is known when it is drawn.
  const problems = files.lacks.length > 0 ? [...files.problems] : taken.problems;
  if (!leaveOut.includes('MISPLACED') && files.misplaced.length > 0)
    problems.push(
      `expected images in folders of classes, received ${files.misplaced.slice(0, 5).join(', ')}` +
        (files.misplaced.length > 5 ? ` and ${files.misplaced.length - 5} more` : ''),
    );
  if (problems.length > 0)
    throw new CommandError(
      exitCodes.refused,
      'DATASET_INVALID',
      `The dataset was not imported: ${problems.join('; ')}.`,
      { hint: 'With --leave-out misplaced,incomplete-classes such images are left out.' },
    );
  onPassedOver([...files.passedOver, ...files.misplaced.map((path) => ({ path, reason: 'MISPLACED' as const }))]);
  return await Promise.all(
    images.map(async ({ path: name }) => {
      const path = join(folder, name);
      const { size, mtime } = await stat(path).catch(unreadable(path));
      return { name, path, bytes: size, modified: mtime };
    }),
  );
}
