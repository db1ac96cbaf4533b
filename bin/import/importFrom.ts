import { rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import {
  CancelImportDocument,
  DecideImportDocument,
  ImportDatasetDocument,
  type ImportStateFragment,
} from '../api/generated/graphql.ts';
import { callersPath, unreadable } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { passedOverText } from '../terminal/passedOver.ts';
import { datasetFiles } from './datasetFolder.ts';
import { followImport } from './followImport.ts';
import { type FaultOption, nameOfFault, reportText } from './reportText.ts';
import { uploadFile } from './upload.ts';
import { zipDataset } from './zipDataset.ts';

export interface ImportOptions {
  course: string;
  name: string;
  attribution: string;
  license: string;
  split?: { validationShare: number; testShare: number };
  seed: number;
  includeByContent?: boolean;
  leaveOut: FaultOption;
  keep: FaultOption;
  yes?: boolean;
}

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** Imports a folder or a zip, says how far it is and what was found, and prints the dataset version's id. */
export async function importFrom(path: string, options: ImportOptions): Promise<void> {
  const source = callersPath(path);
  const isFolder = (await stat(source).catch(unreadable(path))).isDirectory();
  const files = isFolder
    ? await datasetFiles(source, {
        byContent: options.includeByContent ?? false,
        drawsSplits: options.split !== undefined,
        leaveOut: options.yes ? ['MISPLACED', 'INCOMPLETE_CLASS'] : options.leaveOut,
        onPassedOver: (passed) => {
          const text = passedOverText(passed);
          if (text) say(text);
        },
      })
    : undefined;
  const client = await signedInClient();
  if (files) say(`Packing ${files.length} images …`);
  const zip = files ? await zipDataset(files) : source;

  try {
    await importZip(client, zip, options);
  } catch (error) {
    // A zip that the server refused is of no more use; one that it did not receive whole is, when the command is run
    // again.
    if (files && !(error instanceof CommandError && error.exitCode === exitCodes.outOfReach))
      await rm(zip, { force: true });
    throw error;
  }
  if (files) await rm(zip, { force: true });
}

async function importZip(client: Client, zip: string, options: ImportOptions): Promise<void> {
  const bar = new SingleBar(
    { format: 'Sending {bar} {percentage} %  {value}/{total} MB  ETA {eta_formatted}' },
    Presets.shades_classic,
  );
  const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1));
  bar.start(megabytes((await stat(zip)).size), 0);
  const { course: courseId, name, attribution, license, includeByContent = false } = options;
  const onProgress = (sent: number) => bar.update(megabytes(sent));
  const uploadId = await uploadFile(client, zip, { courseId, onProgress }).finally(() => bar.stop());
  const split = options.split ? { ...options.split, seed: options.seed } : null;
  const decision = options.yes ? usualDecision : { leaveOut: options.leaveOut, keep: options.keep };
  const { importDataset } = await client.request(ImportDatasetDocument, {
    input: { courseId, name, uploadId, attribution, license, includeByContent, decision, split },
  });
  await finish(client, importDataset.id, options);
}

const usualDecision = {
  leaveOut: ['UNREADABLE', 'MISPLACED', 'INCOMPLETE_CLASS', 'SAME_IN_TEST', 'SIMILAR_IN_TEST'] as FaultOption,
  keep: ['SAME', 'SIMILAR'] as FaultOption,
};

async function finish(client: Client, id: string, options: ImportOptions): Promise<void> {
  const cancel = () =>
    client
      .request(CancelImportDocument, { id })
      .then(() => say('\nThe import was cancelled.'), say)
      .finally(() => process.exit(exitCodes.runNotSucceeded));
  process.once('SIGINT', cancel);
  try {
    let state = await followImport(client, id);
    if (state.report) say(reportText(state.report));
    if (state.status === 'WAITING_FOR_DECISION') {
      const decision = await decide(client, id, state, options);
      await client.request(DecideImportDocument, { id, input: decision });
      state = await followImport(client, id);
    }
    const version = state.datasetVersion;
    // Only an import that has succeeded has one.
    if (!version) {
      const { code, message } = state.failure ?? { code: 'IMPORT_CANCELLED', message: 'The import was cancelled.' };
      throw new CommandError(state.failure ? exitCodes.refused : exitCodes.runNotSucceeded, code, message);
    }
    const { trainCount, validationCount, testCount, classNames } = version;
    const counts = `${trainCount} training, ${validationCount} validation and ${testCount} test images`;
    say(`Imported ${counts} of ${classNames.join(', ')}.`);
    process.stdout.write(`${version.id}\n`);
  } finally {
    process.off('SIGINT', cancel);
  }
}

/**
 * Asks what becomes of the faults that no option named. Without a terminal it cancels the import and says how to go on.
 */
async function decide(
  client: Client,
  id: string,
  { report }: ImportStateFragment,
  { leaveOut, keep }: ImportOptions,
): Promise<{ leaveOut: FaultOption; keep: FaultOption }> {
  const open = (report?.faults ?? []).filter(
    ({ kind, needsDecision, canKeep }) =>
      needsDecision && !leaveOut.includes(kind) && !(canKeep && keep.includes(kind)),
  );
  const names = open.map(({ kind }) => nameOfFault(kind)).join(',');
  const refuse = async () => {
    await client.request(CancelImportDocument, { id });
    return new CommandError(
      exitCodes.refused,
      'DATASET_INVALID',
      `The dataset was not imported: it has faults that nobody has decided about (${names}).`,
      { hint: `Leave these images out with --leave-out ${names}, or mend the set.` },
    );
  };
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw await refuse();
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Leave these images out and import? [y/N] ').finally(() => prompt.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw await refuse();
  return { leaveOut: [...leaveOut, ...open.map(({ kind }) => kind)], keep };
}
