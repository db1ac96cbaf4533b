import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

test('the process that trains a run exits when its worker is gone, even while it is busy', async () => {
  const busy = `data:text/javascript,${encodeURIComponent("setInterval(() => {}, 1000); process.send('busy')")}`;
  const child = fork('worker/child/child.ts', { execArgv: ['--import', busy] });
  await once(child, 'message');
  child.disconnect();
  const [code, signal] = await once(child, 'exit', { signal: AbortSignal.timeout(20_000) });
  expect({ code, signal }).toEqual({ code: 0, signal: null });
});
