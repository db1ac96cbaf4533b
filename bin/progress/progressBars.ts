import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { isFinished } from '#contracts/runStatus';
import type { RunState } from '../api/operations.ts';
import { activity, eta } from './progressText.ts';
import type { RunDisplay } from './runDisplay.ts';

/**
 * One bar a run on a terminal. A bar fills over what the worker does just now: images at first, then the steps of all
 * epochs.
 */
export function progressBars(output: NodeJS.WriteStream, labelOf: (run: RunState) => string): RunDisplay {
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
