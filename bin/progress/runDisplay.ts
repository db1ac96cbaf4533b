import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { isFinished } from '#contracts/runStatus';
import type { EpochRowFragment, RunStateFragment } from '../api/generated/graphql.ts';
import { activity, eta, numbers } from './runText.ts';

/** Shows how runs go on. */
export interface RunDisplay {
  update(run: RunStateFragment, epoch: EpochRowFragment | null): void;
  /** No more updates; leaves the cursor on a new line. */
  close(): void;
}

/**
 * One bar a run on a terminal. A bar fills over what the worker does just now: images at first, then the steps of all
 * epochs.
 */
export function progressBars(output: NodeJS.WriteStream, labelOf: (run: RunStateFragment) => string): RunDisplay {
  const bars = new Map<string, SingleBar>();
  const multi = new MultiBar(
    {
      stream: output,
      format: '{label} {bar} {text}  {eta_text}',
      barsize: 24,
      hideCursor: true,
      linewrap: null,
      fps: 5,
      forceRedraw: true,
    },
    Presets.shades_classic,
  );
  return {
    update(run) {
      const bar = bars.get(run.id) ?? multi.create(1, 0);
      bars.set(run.id, bar);
      const finished = isFinished(run.status);
      const payload = {
        label: labelOf(run).padEnd(22),
        text: finished ? run.status.toLowerCase() : activity(run),
        eta_text: finished ? '' : eta(run),
      };
      const { done, total } = finished ? { done: 1, total: 1 } : (run.progress ?? { done: 0, total: 1 });
      bar.setTotal(Math.max(total, 1));
      bar.update(done, payload);
    },
    close() {
      multi.stop();
    },
  };
}

/** While nothing else happens, a line about progress this often. */
const quietMs = 20_000;

/** For logs: a line whenever a run's status changes, an epoch ends, or a while has passed. */
export function progressLines(output: NodeJS.WritableStream, labelOf: (run: RunStateFragment) => string): RunDisplay {
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
