import { rm, stat } from 'node:fs/promises';
import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { ImportDatasetDocument } from '../api/generated/graphql.ts';
import { datasetFiles } from '../import/datasetFolder.ts';
import { uploadFile } from '../import/upload.ts';
import { zipDataset } from '../import/zipDataset.ts';
import { callersPath, unreadable } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

interface ImportOptions {
  course: string;
  name: string;
  attribution: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description("import a folder or zip of labelled images into a course; prints the dataset version's id")
    .argument('<folder|zip>', 'holds train/, validation/ and test/, each with one folder a class')
    .requiredOption('--course <id>', "the course, from its page's address")
    .requiredOption('--name <name>', 'what the dataset is called; an existing name gets a new version')
    .option('--attribution <text>', 'whose pictures these are and under which licence', '')
    .addHelpText(
      'after',
      `
An import that was cut off goes on where it stopped when the same command is run again.

Example:
  downstream import ./cats-and-dogs --course 0198… --name "cats and dogs" --attribution "Kaggle, 2013"`,
    )
    .action(importFrom);
}

async function importFrom(path: string, options: ImportOptions): Promise<void> {
  const source = callersPath(path);
  const isFolder = (await stat(source).catch(unreadable(path))).isDirectory();
  const files = isFolder ? await datasetFiles(source) : undefined;
  const client = await signedInClient();
  if (files) process.stderr.write(`Packing ${files.length} images …\n`);
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
  const uploadId = await uploadFile(client, zip, { onProgress: (sent) => bar.update(megabytes(sent)) }).finally(() =>
    bar.stop(),
  );

  process.stderr.write('Checking every image …\n');
  const input = { courseId: options.course, name: options.name, uploadId, attribution: options.attribution };
  const { importDataset: version } = await client.request(ImportDatasetDocument, { input });
  const { trainCount, validationCount, testCount, classNames } = version;
  const counts = `${trainCount} training, ${validationCount} validation and ${testCount} test images`;
  process.stderr.write(`Imported ${counts} of ${classNames.join(', ')}.\n`);
  process.stdout.write(`${version.id}\n`);
}
