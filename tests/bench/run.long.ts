import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cases } from './cases.ts';

import { comparison, lineSchema, unmeasured } from './row.ts';

async function bench(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['tests/bench/run.ts', ...args], { env: { ...process.env, ...env } });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text) => (printed[name] += text));
  const [code] = await once(child, 'close');
  return { ...printed, code };
}

test('a case runs, and prints what it has measured as one line of JSON a row', async () => {
  const { stdout, stderr, code } = await bench(['--quick', '--only', 'peak', '--json'], { PYTHON: 'no-such-python' });
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('No Keras in Python: only ours is measured'),
  });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
  expect(rows).toMatchObject([
    {
      case: 'peak/VGG19',
      unit: 'GFLOP/s',
      keras: null,
      rounds: 1,
      reached: expect.any(Boolean),
      python: null,
      quick: true,
    },
  ]);
  expect(rows[0]!.ours).toBeGreaterThan(0);
  expect(rows[0]!.ratio).toBeGreaterThan(0);
}, 120_000);

test('a case that there is not is refused, and the message lists those that there are', async () => {
  const { stdout, stderr, code } = await bench(['--only', 'speed']);
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  for (const { name } of cases) expect(stderr).toContain(name);
  expect(stderr).toContain('received "speed"');
});

test('the ratio is above 1 where ours is better, and a side that is missing gives none', () => {
  const facts = { case: 'x', engine: 'wasm', atLeast: 2 };
  const seconds = comparison({ ...facts, unit: 's', ours: [3, 1, 2], keras: [8, 4, 40] });
  expect(seconds).toMatchObject({
    ours: 2,
    keras: 8,
    ratio: 4,
    reached: true,
    oursRange: [1, 3],
    kerasRange: [4, 40],
    rounds: 3,
  });
  expect(comparison({ ...facts, unit: 'images/s', ours: [2], keras: [8] })).toMatchObject({
    ratio: 0.25,
    reached: false,
  });
  const alone = comparison({ ...facts, unit: 's', ours: [2], keras: null, notes: ['ours'], ofKeras: ['Keras'] });
  expect(alone).toMatchObject({
    keras: null,
    ratio: null,
    reached: null,
    notes: ['ours', expect.stringContaining('no Keras')],
  });
});

test('a case that fails has a row that says why', () => {
  const row = unmeasured('course', new Error('expected an answer, but it ended with SIGFPE'));
  expect(row).toMatchObject({
    case: 'course',
    ours: null,
    reached: null,
    notes: ['not measured: expected an answer, but it ended with SIGFPE'],
  });
});

test('training is measured as a student has it, in a process of its own', async () => {
  const { stdout, stderr, code } = await bench(['--quick', '--only', 'cnn', '--json'], { PYTHON: 'no-such-python' });
  expect(code, stderr).toBe(0);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
  expect(rows.find((row) => row.case === 'cnn/wasm')?.ours).toBeGreaterThan(0);
}, 240_000);
