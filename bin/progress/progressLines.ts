import { isFinished } from '#contracts/runStatus';
import type { RunState } from '../api/operations.ts';
import { activity, eta, numbers } from './progressText.ts';
import type { RunDisplay } from './runDisplay.ts';

/** While nothing else happens, a line about progress this often. */
const quietMs = 20_000;

/** For logs: a line whenever a run's status changes, an epoch ends, or a while has passed. */
export function progressLines(output: NodeJS.WritableStream, labelOf: (run: RunState) => string): RunDisplay {
  const last = new Map<string, { status: string; at: number }>();
  return {
    update(run, epoch) {
      const before = last.get(run.id);
      const changed = before?.status !== run.status;
      if (!changed && !epoch && Date.now() - (before?.at ?? 0) < quietMs) return;
      last.set(run.id, { status: run.status, at: Date.now() });
      const text = isFinished(run.status)
        ? run.status.toLowerCase()
        : epoch
          ? `epoch ${epoch.epoch}/${run.plannedEpochs}  ${numbers(epoch)}`
          : activity(run);
      output.write(`${[labelOf(run), text, isFinished(run.status) ? '' : eta(run)].filter(Boolean).join('  ')}\n`);
    },
    close() {},
  };
}
