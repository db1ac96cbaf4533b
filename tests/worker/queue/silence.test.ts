import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunProgressState } from '#contracts/progress';
import { type SilenceLimits, type SilenceWatch, watchSilence } from '../../../worker/queue/silence.ts';

const second = 1000;
const limits: SilenceLimits = { unmeasured: 100 * second, least: 10 * second, gaps: 20, most: 300 * second };
let silences: [unknown, number][];
let watch: SilenceWatch;

beforeEach(() => {
  vi.useFakeTimers();
  silences = [];
  watch = watchSilence(limits, (phase, seconds) => silences.push([phase, seconds]));
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const step = (done: number, total = 1): RunProgressState => ({ phase: 'TRAINING', done, total, etaSeconds: null });

test('a child that never reports is silent after the time for an unmeasured phase', () => {
  vi.advanceTimersByTime(99 * second);
  expect(silences).toEqual([]);
  vi.advanceTimersByTime(second);
  expect(silences).toEqual([[null, 100]]);
});

test('the same report again and again is no progress', () => {
  watch.heard(step(3));
  for (let at = 0; at < 120; at++) {
    watch.heard(step(3));
    vi.advanceTimersByTime(second);
  }
  expect(silences).toEqual([['TRAINING', 100]]);
});

test('a measured phase is silent after twenty of its longest gaps, and a slow one has its time', () => {
  for (let done = 0; done < 50; done++) {
    watch.heard(step(done));
    vi.advanceTimersByTime(9 * second);
  }
  expect(silences).toEqual([]);
  vi.advanceTimersByTime((180 - 9) * second);
  expect(silences).toEqual([['TRAINING', 180]]);
});

test('a fast phase is silent after the shortest limit; a long one has room for its validation', () => {
  for (let done = 0; done < 50; done++) {
    watch.heard(step(done, 60));
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(10 * second);
  expect(silences).toEqual([['TRAINING', 10]]);
  watch.stop();
  watch = watchSilence(limits, (phase, seconds) => silences.push([phase, seconds]));
  for (let done = 0; done < 50; done++) {
    watch.heard(step(done, 10_000));
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(290 * second);
  expect(silences).toHaveLength(1);
  // As long as all of it would take is too long.
  vi.advanceTimersByTime(10 * second);
  expect(silences[1]).toEqual(['TRAINING', 300]);
});
