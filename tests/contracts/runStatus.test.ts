import { expect, test } from 'vitest';
import {
  isFinished,
  nextStatuses,
  openStatuses,
  previousStatuses,
  runStatuses,
  scorableStatuses,
} from '#contracts/runStatus';
import { RunStatus } from '#prisma/generated/enums';

test('the database knows the same states', () => {
  expect(Object.values(RunStatus)).toEqual(runStatuses);
});

test('a finished run goes nowhere, and every other one can fail or be cancelled', () => {
  for (const status of runStatuses) {
    const next = nextStatuses(status);
    if (isFinished(status)) expect(next).toEqual([]);
    else expect(next).toEqual(expect.arrayContaining(['FAILED', 'CANCELLED']));
    expect(isFinished(status)).toBe(!(openStatuses as readonly string[]).includes(status));
  }
});

test('only an evaluated run succeeds; a claimed run may be claimed again, and evaluated at once if trained', () => {
  expect(previousStatuses('EVALUATING')).toEqual(['PREPARING', 'TRAINING']);
  expect(previousStatuses('SUCCEEDED')).toEqual(['EVALUATING']);
  expect(previousStatuses('PREPARING')).toEqual(['QUEUED', 'PREPARING', 'TRAINING', 'EVALUATING']);
});

test('every run has a score or may get one, unless it failed or was cancelled', () => {
  expect(scorableStatuses).toEqual(runStatuses.filter((status) => status !== 'FAILED' && status !== 'CANCELLED'));
});
