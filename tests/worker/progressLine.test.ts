import type { WriteStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import type { RunProgressState } from '#contracts/progress';
import { progressLine } from '../../worker/progressLine.ts';

const runId = '0197a000-0000-7000-8000-000000abcdef';
const training: RunProgressState = { phase: 'TRAINING', done: 30, total: 120, etaSeconds: 41.2 };

function lineAfter(isTTY: boolean, ...updates: [string, RunProgressState | null][]): string {
  let written = '';
  const output = { isTTY, columns: 80, write: (text: string) => (written = text) } as unknown as WriteStream;
  const show = progressLine(output);
  for (const [id, state] of updates) show(id, state);
  return written.replace('\r\x1b[K', '');
}

describe('the last line of the terminal', () => {
  test('says the phase of a run, how much is done and how long the rest takes', () => {
    expect(lineAfter(true, [runId, training])).toBe('run …abcdef training 25 %, about 42 s left');
  });

  test('leaves out what is unknown', () => {
    expect(lineAfter(true, [runId, { phase: 'WEIGHTS', done: 0, total: 0, etaSeconds: null }])).toBe(
      'run …abcdef weights',
    );
  });

  test('holds all runs of the worker and is no longer than the terminal is wide', () => {
    const updates = ['a', 'b', 'c'].map((end): [string, RunProgressState] => [`0197${end.repeat(6)}`, training]);
    const line = lineAfter(true, ...updates);
    expect(line).toContain('aaaaaa training 25 %, about 42 s left │ run …bbbbbb');
    expect(line).toHaveLength(79);
  });

  test('drops a run that has left the worker', () => {
    expect(lineAfter(true, [runId, training], [runId, null])).toBe('');
  });

  test('is not written where there is no terminal', () => {
    expect(lineAfter(false, [runId, training])).toBe('');
  });
});
