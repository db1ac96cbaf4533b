import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunProgressState } from '#contracts/progress';
import { followProgress, type Progress } from '../../../worker/child/progress.ts';

let published: RunProgressState[];
let progress: Progress;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  published = [];
  progress = followProgress(async (state) => void published.push(state));
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets `seconds` pass and what was published be taken in. */
async function pass(seconds: number): Promise<void> {
  vi.advanceTimersByTime(seconds * 1000);
  await progress.settle();
}

test('nothing is estimated before anything was measured', () => {
  progress.begin('FEATURES');
  expect(published).toEqual([{ phase: 'FEATURES', done: 0, total: 0, etaSeconds: null }]);
});

test('the estimate counts the images that are left, the test images among them', async () => {
  progress.expect('FEATURES', 10);
  progress.expect('EVALUATION', 5);
  progress.begin('FEATURES');
  await pass(4);
  progress.advance(2);
  // 2 s an image, 8 + 5 images left.
  expect(published.at(-1)).toEqual({ phase: 'FEATURES', done: 2, total: 10, etaSeconds: 26 });
});

test('while it trains, the estimate counts steps at their speed and test images at that of the features', async () => {
  progress.expect('FEATURES', 2);
  progress.expect('TRAINING', 10);
  progress.expect('EVALUATION', 5);
  progress.begin('FEATURES');
  await pass(4);
  progress.advance(2);
  // The features are ready, and nobody knows how fast the head trains.
  expect(published.at(-1)).toMatchObject({ phase: 'FEATURES', done: 2, etaSeconds: null });
  progress.begin('TRAINING');
  await pass(3);
  progress.advance(1);
  expect(published.at(-1)).toEqual({ phase: 'TRAINING', done: 1, total: 10, etaSeconds: 9 * 3 + 5 * 2 });
  await progress.settle();
  progress.begin('EVALUATION');
  expect(published.at(-1)).toEqual({ phase: 'EVALUATION', done: 0, total: 5, etaSeconds: 5 * 2 });
});

test('it publishes at most once a second', async () => {
  progress.begin('TRAINING');
  await progress.settle();
  for (let step = 0; step < 50; step++) {
    progress.advance(1);
    await pass(0.05);
  }
  // After 1 and 2 of 2.5 seconds, and at the beginning.
  expect(published.map(({ done }) => done)).toEqual([0, 21, 41]);
});

test('a run that is lost stops at its next step', async () => {
  const lost = followProgress(async () => {
    throw new Error('lost');
  });
  lost.begin('TRAINING');
  await lost.settle();
  expect(() => lost.advance(1)).toThrow('lost');
});
