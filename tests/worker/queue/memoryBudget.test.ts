import { beforeEach, expect, test } from 'vitest';
import { type MemoryBudget, openMemoryBudget } from '../../../worker/queue/memoryBudget.ts';

const minute = 60_000;
let time: number;
let budget: MemoryBudget;

beforeEach(() => {
  time = 0;
  budget = openMemoryBudget(10, { patienceMs: 5 * minute, forgetMs: minute, now: () => time });
});

test('runs share the memory, and another run may take what one releases', () => {
  const release = budget.take('a', 6);
  expect(budget.take('b', 5)).toBeNull();
  expect(budget.take('c', 4)).not.toBeNull();
  release!();
  expect(budget.take('b', 5)).not.toBeNull();
});

test('each release frees what that run took', () => {
  expect(budget.take('a', 10)).not.toBeNull();
  expect(budget.take('b', 1)).toBeNull();
});

test('smaller runs overtake a waiting run until its patience is over; then it is the next', () => {
  const release = budget.take('small 1', 6)!;
  expect(budget.take('large', 9)).toBeNull();
  const release2 = budget.take('small 2', 4)!;
  // It asks again and again, as the queue redelivers it.
  for (; time < 5 * minute; time += minute / 6) expect(budget.take('large', 9)).toBeNull();
  release();
  expect(budget.take('small 3', 6)).toBeNull();
  release2();
  expect(budget.take('small 3', 6)).toBeNull();
  expect(budget.take('large', 9)).not.toBeNull();
});

test('a run that no longer asks does not hold others back', () => {
  budget.take('small 1', 6);
  for (; time <= 5 * minute; time += minute) expect(budget.take('cancelled', 9)).toBeNull();
  time -= minute;
  expect(budget.take('small 2', 4)).toBeNull();
  time += minute + 1;
  expect(budget.take('small 2', 4)).not.toBeNull();
});

test('a run that a busy worker fetches only now and then is the next after the same patience', () => {
  budget.take('small 1', 6);
  expect(budget.take('large', 9)).toBeNull();
  for (; time < 5 * minute; time += 2 * minute) budget.take(`passing ${time}`, 4)?.();
  expect(budget.take('large', 9)).toBeNull();
  expect(budget.take('small 2', 4)).toBeNull();
});
