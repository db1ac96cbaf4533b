import { Presets, SingleBar } from 'cli-progress';
import type { RunPhase } from '#contracts/runPhases';
import type { PhaseProgress } from '#learning';

/** The phases that a bar shows; an epoch prints a line of its own. */
const shown: Partial<Record<RunPhase, string>> = {
  IMAGES: 'Reading images',
  FEATURES: 'Computing features',
  EVALUATION: 'Evaluating',
};

export interface PhaseBars extends PhaseProgress {
  /** A bar of the caller's own, which ends with the next phase. */
  show(what: string, total: number): void;
  stop(): void;
}

/** Shows the phases of a training as bars on the terminal, one after the other. */
export function phaseBars(): PhaseBars {
  const totals = new Map<RunPhase, number>();
  const download = downloadBar();
  const bar = new SingleBar(
    { format: '{what} {bar} {value}/{total}  ETA {eta_formatted}', clearOnComplete: true },
    Presets.shades_classic,
  );
  let phase: RunPhase | undefined;
  function stop(): void {
    download.stop();
    bar.stop();
  }
  return {
    expect: (which, total) => void totals.set(which, total),
    begin(next) {
      stop();
      phase = next;
      const what = shown[next];
      if (what) bar.start(totals.get(next) ?? 0, 0, { what });
    },
    reach(done) {
      if (phase === 'WEIGHTS') download.update(done, totals.get('WEIGHTS') ?? 0);
    },
    advance: (by) => bar.increment(by),
    show(what, total) {
      stop();
      bar.start(total, 0, { what });
    },
    stop,
  };
}

/** A bar for the download of weights. It appears only when there is one. */
export function downloadBar(): { update(done: number, total: number): void; stop(): void } {
  const bar = new SingleBar(
    { format: 'Fetching weights {bar} {value}/{total} MB  ETA {eta_formatted}' },
    Presets.shades_classic,
  );
  const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1));
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(megabytes(total), 0);
      started = true;
      bar.setTotal(megabytes(Math.max(done, total)));
      bar.update(megabytes(done));
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
