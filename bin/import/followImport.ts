import { setTimeout as wait } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { importHasEnded } from '#contracts/importStatus';
import type { Client } from '../api/client.ts';
import { DatasetImportDocument, type ImportStateFragment } from '../api/generated/graphql.ts';
import { CommandError } from '../terminal/exitCodes.ts';

const phaseNames: Record<NonNullable<ImportStateFragment['progress']>['phase'], string> = {
  LISTING: 'Reading the table of contents',
  DECODING: 'Checking images',
  COMPARING: 'Comparing images',
  STORING: 'Storing images',
};

const everyMs = 1000;

/**
 * Follows an import on standard error until it has ended or waits for a decision, and answers how it stands then. A
 * server that restarts is waited for.
 */
export async function followImport(
  client: Client,
  id: string,
  output: NodeJS.WriteStream = process.stderr,
): Promise<ImportStateFragment> {
  const bar = new SingleBar(
    { format: '{what} {bar} {value}/{total}  ETA {eta}', stream: output, clearOnComplete: true, noTTYOutput: false },
    Presets.shades_classic,
  );
  let phase: string | undefined;
  let told: string | undefined;
  let failures = 0;
  try {
    for (;;) {
      const answered = await client.request(DatasetImportDocument, { id }).catch((error: unknown) => {
        if (!(error instanceof CommandError && error.code === 'OUT_OF_REACH') || ++failures > 60) throw error;
        return undefined;
      });
      if (answered) {
        failures = 0;
        const { datasetImport } = answered;
        const { status, progress, failure } = datasetImport;
        if (importHasEnded(status) || status === 'WAITING_FOR_DECISION') return datasetImport;
        if (progress) show(progress);
        // One that has not ended waits for something, such as room on a disk.
        if (failure && failure.message !== told) output.write(`${failure.message}\n`);
        told = failure?.message;
      }
      await wait(everyMs);
    }
  } finally {
    bar.stop();
  }

  function show({ phase: next, done, total, etaSeconds }: NonNullable<ImportStateFragment['progress']>): void {
    const eta = etaSeconds === null ? '–' : `${Math.ceil(etaSeconds)} s`;
    if (!output.isTTY) {
      output.write(`${phaseNames[next]}: ${done} of ${total}, ETA ${eta}\n`);
      return;
    }
    if (next !== phase) {
      bar.stop();
      bar.start(total, done, { what: phaseNames[next], eta });
    }
    phase = next;
    bar.update(done, { what: phaseNames[next], eta });
  }
}
