import type { RunProgressState } from '#contracts/progress';
import type { RunPhase } from '#contracts/runPhases';

/**
 * How long a child process may go without a step, a byte or an image before it counts as hung, in milliseconds. The
 * limits are generous: a slow machine that computes must never be taken for one that hangs.
 */
export interface SilenceLimits {
  /** Before a phase has measured its speed: until the child's first report and until the first unit of a phase. */
  unmeasured: number;
  /** The shortest limit afterwards. */
  least: number;
  /** The longest time between two units so far is multiplied by this. */
  gaps: number;
  /** The longest limit that follows from the estimated duration of the phase. */
  most: number;
}

const minuteMs = 60_000;

/**
 * `unmeasured` is long because one step of a large network on WebAssembly may take many minutes. `most` covers an
 * epoch's validation, which reports nothing: it takes no longer than all steps of the training together.
 */
export const silenceLimits: SilenceLimits = {
  unmeasured: 120 * minuteMs,
  least: 30 * minuteMs,
  gaps: 20,
  most: 240 * minuteMs,
};

/** Watches the progress of one child process. */
export interface SilenceWatch {
  /** A report of the child. One that says the same as the last is no progress: only an event loop that turns. */
  heard(state: RunProgressState): void;
  stop(): void;
}

/** Calls `onSilence` with the phase and the limit in seconds when the child has made no progress for that long. */
export function watchSilence(
  limits: SilenceLimits,
  onSilence: (phase: RunPhase | null, seconds: number) => void,
): SilenceWatch {
  let phase: RunPhase | null = null;
  let done = 0;
  let begunAt = performance.now();
  let lastAt = begunAt;
  let longestGap = 0;
  let timer: NodeJS.Timeout | undefined;

  function wait(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => onSilence(phase, ms / 1000), ms).unref();
  }

  wait(limits.unmeasured);
  return {
    heard(state) {
      const isNewPhase = state.phase !== phase;
      if (!isNewPhase && state.done === done) return;
      const now = performance.now();
      if (isNewPhase) {
        begunAt = now;
        longestGap = 0;
      } else longestGap = Math.max(longestGap, now - lastAt);
      phase = state.phase;
      done = state.done;
      lastAt = now;
      if (longestGap === 0 || done === 0) return wait(limits.unmeasured);
      const estimated = ((now - begunAt) / done) * state.total;
      wait(Math.max(limits.least, limits.gaps * longestGap, Math.min(estimated, limits.most)));
    },
    stop: () => clearTimeout(timer),
  };
}
