import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tryInProcess } from '../../../learning/engine/trial.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trial-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function script(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('the answer is the last line that a script prints', async () => {
  const printing = await script(
    'printing.mjs',
    `console.log('first'); console.log(JSON.stringify(process.argv.slice(2)));`,
  );
  expect(await tryInProcess(printing, ['a', 'b'])).toMatchObject({ works: true, answer: ['a', 'b'] });
});

test('a script that throws, or says nothing, does not work, and says why', async () => {
  const throwing = await script('throwing.mjs', `throw new TypeError('no such kernel');`);
  expect(await tryInProcess(throwing, [])).toEqual({ works: false, why: 'TypeError: no such kernel' });
  expect(await tryInProcess(await script('silent.mjs', ''), [])).toEqual({
    works: false,
    why: 'it ended without an answer',
  });
});

test('a script that takes too long is ended, and what it printed is reported', async () => {
  const hanging = await script('hanging.mjs', `console.log('{"half": 1}'); setInterval(() => {}, 1000);`);
  expect(await tryInProcess(hanging, [], {}, { timeoutMs: 1500 })).toEqual({
    works: false,
    why: 'no answer within 1.5 s',
    answer: { half: 1 },
  });
});

test('a script whose parent is killed ends as well', async () => {
  const idle = await script(
    'idle.mjs',
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(join(folder, 'pid'))}, ` +
      'String(process.pid)); setInterval(() => {}, 1000);',
  );
  const trial = new URL('../../../learning/engine/trial.ts', import.meta.url).href;
  const parent = spawn(process.execPath, [
    await script(
      'parent.mjs',
      `import { tryInProcess } from ${JSON.stringify(trial)}; await tryInProcess(${JSON.stringify(idle)}, []);`,
    ),
  ]);
  const pid = await vi.waitFor(
    async () => Number(await readFile(join(folder, 'pid'), 'utf8')) || Promise.reject(new Error('not yet')),
    {
      timeout: 20_000,
    },
  );
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
});
