import type { HistoryFormat } from '#contracts/exportUsage';
import { type EpochToWrite, eventFiles, historyCsv } from '#contracts/historyFiles';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { offer } from '../charts/save.ts';
import { folderZip } from '../datasets/folderZip.ts';

/** Offers a run's history as a CSV file, or as a zip of TensorBoard's event files. */
export async function saveHistory(
  format: HistoryFormat,
  runId: string,
  epochs: readonly EpochFieldsFragment[],
  startedAt: Date,
): Promise<void> {
  const rows = epochs.map(
    (epoch): EpochToWrite => ({ ...epoch, valLoss: epoch.valLoss ?? null, valAcc: epoch.valAcc ?? null }),
  );
  if (format === 'csv')
    return offer(`run-${runId}.csv`, new Blob([historyCsv(rows)], { type: 'text/csv;charset=utf-8' }));
  const files = eventFiles(rows, startedAt).map(({ path, bytes }) => ({ path, file: new File([bytes], path) }));
  const zip = folderZip(`run-${runId}-tensorboard`, files);
  offer(zip.name, await zip.slice(0, zip.size));
}
