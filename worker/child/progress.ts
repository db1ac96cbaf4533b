import { type RunPhase, type RunProgressState, runPhases } from '#contracts/progress';

/** How often a run's progress is published, at most. */
const publishEveryMs = 1000;

export interface Progress {
  /** Says how much a phase, also a later one, has to do; 0 when it is not said. */
  expect(phase: RunPhase, total: number): void;
  begin(phase: RunPhase): void;
  /**
   * Says how much of the phase is done, in all or since it was last said. Both throw what publishing threw: the run is
   * lost.
   */
  reach(done: number): void;
  advance(by: number): void;
  /** Waits for what is still being published. */
  settle(): Promise<void>;
}

/**
 * Follows a run and publishes where it stands, at most once a second and one message at a time. The estimate adds up
 * the phases to come whose speed is known: one image of the evaluation takes as long as one of the features; training
 * counts from its first step on.
 */
export function followProgress(publish: (state: RunProgressState) => Promise<void>): Progress {
  const totals = new Map<RunPhase, number>();
  const secondsPerUnit = new Map<RunPhase, number>();
  let phase: RunPhase = 'WEIGHTS';
  let begun = performance.now();
  let done = 0;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let publishing: Promise<void> | undefined;
  let failure: { error: unknown } | undefined;

  function speedOf(which: RunPhase): number | undefined {
    return secondsPerUnit.get(which) ?? (which === 'EVALUATION' ? secondsPerUnit.get('FEATURES') : undefined);
  }

  function eta(): number | null {
    if (speedOf(phase) === undefined) return null;
    const toCome = runPhases.slice(runPhases.indexOf(phase));
    return toCome.reduce((sum, next) => {
      const left = (totals.get(next) ?? 0) - (next === phase ? done : 0);
      return sum + left * (speedOf(next) ?? 0);
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
    if (done > 0) secondsPerUnit.set(phase, (performance.now() - begun) / 1000 / done);
    report();
  }

  return {
    expect: (which, total) => void totals.set(which, total),
    begin(next) {
      phase = next;
      begun = performance.now();
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
