import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { CompareDatasetVersionsDocument, DatasetsDocument, DatasetVersionDocument } from '../api/generated/graphql.ts';
import { callersPath } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { table } from '../terminal/table.ts';

export function datasetCommand(): Command {
  const command = new Command('dataset').description("a course's datasets: list them, compare versions, get a card");
  command
    .command('list')
    .description('list the datasets of a course and their versions')
    .requiredOption('--course <id>', "the course, from its page's address")
    .action(list);
  command
    .command('compare')
    .description('count by class what a later version has other than an earlier one; for staff')
    .argument('<before>', 'the id of a version')
    .argument('<after>', 'the id of another version of the same dataset')
    .action(compare);
  command
    .command('card')
    .description("print a version's card as Croissant 1.0 (JSON-LD): training and validation images only")
    .argument('<version>', 'its id')
    .option('--out <file>', 'where the card goes, instead of standard output')
    .action(card);
  return command;
}

async function list({ course }: { course: string }): Promise<void> {
  const client = await signedInClient();
  const { datasets } = (await client.request(DatasetsDocument, { courseId: course })).course;
  const rows = datasets.flatMap(({ name, versions }) =>
    versions.map((version) => [
      name,
      version.id,
      version.classNames.length,
      version.trainCount,
      version.validationCount,
      version.testCount,
      version.bytes === null ? '–' : (version.bytes / 1e6).toFixed(1),
    ]),
  );
  process.stdout.write(`${table(['dataset', 'version', 'classes', 'train', 'validation', 'test', 'MB'], rows)}\n`);
}

async function compare(beforeId: string, afterId: string): Promise<void> {
  const client = await signedInClient();
  const { compareDatasetVersions: found } = await client.request(CompareDatasetVersionsDocument, { beforeId, afterId });
  const rows = found.classes.map((one) => [
    one.className,
    one.added,
    one.removed,
    one.movedSplit,
    one.movedClass,
    `${one.testBefore ?? '–'} → ${one.testAfter ?? '–'}`,
  ]);
  process.stdout.write(`${table(['class', 'added', 'removed', 'other split', 'other class', 'test images'], rows)}\n`);
  process.stdout.write(found.sameTest ? 'Both have the same test set.\n' : 'The test sets differ.\n');
}

async function card(version: string, { out }: { out?: string }): Promise<void> {
  const client = await signedInClient();
  const { cardPath } = (await client.request(DatasetVersionDocument, { id: version })).datasetVersion;
  const text = await download(client, cardPath);
  if (out === undefined) process.stdout.write(text);
  else await writeFile(callersPath(out), text);
}

async function download(client: Client, path: string): Promise<string> {
  const response = await fetch(new URL(path, client.url), { headers: client.headers });
  if (response.ok) return response.text();
  throw new CommandError(
    exitCodes.outOfReach,
    'SERVER_ERROR',
    `${client.url} answered ${response.status} for ${path}.`,
  );
}
