import type { RunProgressState } from '#contracts/progress';
import { type RunPhase, runPhases } from '#contracts/runPhases';

/** The shortest time between two publications of a run's progress. */
const publishEveryMs = 1000;

export interface Progress {
  /** Sets the total of a phase, current or later; it is 0 until it is set. */
  expect(phase: RunPhase, total: number): void;
  begin(phase: RunPhase): void;
  /**
   * Sets how much of the current phase is done: `reach` in all, `advance` in addition. Both throw the error of an
   * earlier publication, which means that the run is lost.
   */
  reach(done: number): void;
  advance(by: number): void;
  /** Waits for the publication in progress, if there is one. */
  settle(): Promise<void>;
}

/**
 * Publishes a run's progress, at most once a second and one publication at a time. The time left is estimated when the
 * speed of all that is to come is known: an image of the evaluation takes as long as an image of the features, and
 * training has a speed after its first step.
 */
export function followProgress(publish: (state: RunProgressState) => Promise<void>): Progress {
  const totals = new Map<RunPhase, number>();
  const secondsPerUnit = new Map<RunPhase, number>();
  let phase: RunPhase = 'WEIGHTS';
  let startedAt = performance.now();
  let done = 0;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let publishing: Promise<void> | undefined;
  let failure: { error: unknown } | undefined;

  function speedOf(which: RunPhase): number | undefined {
    return secondsPerUnit.get(which) ?? (which === 'EVALUATION' ? secondsPerUnit.get('FEATURES') : undefined);
  }

  function eta(): number | null {
    const toCome = runPhases.slice(runPhases.indexOf(phase)).filter((next) => next === phase || totals.has(next));
    return toCome.reduce<number | null>((sum, next) => {
      const [left, speed] = [(totals.get(next) ?? 0) - (next === phase ? done : 0), speedOf(next)];
      return sum === null || speed === undefined ? null : sum + left * speed;
    }, 0);
  }

  function report(): void {
    if (failure) throw failure.error;
    if (publishing || performance.now() - publishedAt < publishEveryMs) return;
    publishedAt = performance.now();
    const seconds = eta();
    const state = {
      phase,
      done,
      total: totals.get(phase) ?? 0,
      etaSeconds: seconds === null ? null : Math.max(0, seconds),
    };
    publishing = publish(state)
      .catch((error: unknown) => {
        failure = { error };
      })
      .finally(() => {
        publishing = undefined;
      });
  }

  function reach(now: number): void {
    done = now;
    if (done > 0) secondsPerUnit.set(phase, (performance.now() - startedAt) / 1000 / done);
    report();
  }

  return {
    expect: (which, total) => void totals.set(which, total),
    begin(next) {
      phase = next;
      startedAt = performance.now();
      done = 0;
      publishedAt = Number.NEGATIVE_INFINITY;
      report();
    },
    reach,
    advance: (by) => reach(done + by),
    async settle() {
      await publishing;
    },
  };
}
