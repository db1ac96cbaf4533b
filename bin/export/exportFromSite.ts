import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout } from 'node:timers/promises';
import type { ExportFormat } from '#contracts/exports';
import { usageLines } from '#contracts/exportUsage';
import { parseRecipe } from '#contracts/recipe';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import {
  ExportDocument,
  ExportedRunDocument,
  ExportRunDocument,
  type ExportStateFragment,
} from '../api/generated/graphql.ts';
import { callersPath } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

const pollMs = 1000;

/** Has a worker of the site write a run's model, downloads the file, and prints how it is used. */
export async function exportFromSite(runId: string, format: ExportFormat, out: string | undefined): Promise<void> {
  const client = await signedInClient();
  const { run } = await client.request(ExportedRunDocument, { id: runId });
  let state: ExportStateFragment = (await client.request(ExportRunDocument, { input: { runId, format } })).exportRun;
  if (state.finishedAt === null) process.stderr.write('A worker is writing the file …\n');
  while (state.finishedAt === null) {
    await setTimeout(pollMs);
    state = (await client.request(ExportDocument, { id: state.id })).export;
  }
  if (state.downloadPath === null)
    throw new CommandError(exitCodes.runNotSucceeded, 'EXPORT_FAILED', state.failure ?? 'The file was not written.');
  const path = out ?? state.fileName;
  await download(client, state.downloadPath, callersPath(path));
  await explain(run, format, path);
}

async function download(client: Client, from: string, path: string): Promise<void> {
  const response = await fetch(new URL(from, client.url), { headers: client.headers });
  if (!response.ok || !response.body)
    throw new CommandError(
      exitCodes.outOfReach,
      'SERVER_ERROR',
      `${client.url} answered ${response.status} for ${from}.`,
    );
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path));
}

async function explain(
  { recipe: stored, environment, assignment }: ExportedRun,
  format: ExportFormat,
  path: string,
): Promise<void> {
  const { inFloat32 } = await import('#learning');
  const executor = (environment as { executor?: { name: string; reason: string } } | null)?.executor;
  if (executor?.name === 'onnx-int8' && format !== 'python') process.stderr.write(`${inFloat32(executor.reason)}\n`);
  const { recipe } = parseRecipe(stored);
  // A newer site may know recipes that this release does not.
  const lines = recipe ? usageLines(format, { recipe, classNames: assignment.datasetVersion.classNames }, path) : [];
  const unzip = format === 'tfjs' ? 'Unzip it into a folder of that name first.\n' : '';
  process.stdout.write(`Wrote ${path}. To use it:\n${unzip}\n${lines.join('\n')}\n`);
}

interface ExportedRun {
  recipe: unknown;
  environment?: unknown;
  assignment: { datasetVersion: { classNames: string[] } };
}
