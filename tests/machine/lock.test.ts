import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryLock, untilReleased, waitForLock } from '#machine/lock';

let name: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  name = randomUUID();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process of its own that runs `program` with the lock's functions; `platform` is what it takes itself to run on. */
function start(program: string, platform: string = process.platform): ChildProcess {
  const module = new URL('../../machine/lock.mjs', import.meta.url).href;
  const text = `Object.defineProperty(process, 'platform', { value: '${platform}' });
    const { tryLock, waitForLock } = await import('${module}');
    const name = '${name}';
    ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}
const said = async (child: ChildProcess) => String((await once(child.stdout!, 'data'))[0]).trim();

const holds = "console.log((await tryLock(name)) ? 'held' : 'refused'); setInterval(() => {}, 1000);";
const waits = "await waitForLock(name, { onWait: () => console.log('waits') }); console.log('held');";

test('a lock that this process holds is refused until it is released', async () => {
  const lock = await tryLock(name);
  expect(await tryLock(name)).toBeNull();
  await lock?.release();
  const next = await tryLock(name);
  expect(next).not.toBeNull();
  await next?.release();
});

test('another name is another lock', async () => {
  const [one, other] = [await tryLock(name), await tryLock(`${name}!`)];
  expect(other).not.toBeNull();
  await Promise.all([one?.release(), other?.release()]);
});

test('three in a row hold it one after the other', async () => {
  let holders = 0;
  const most: number[] = [];
  const each = async () => {
    const lock = await waitForLock(name);
    most.push(++holders);
    await sleep(50);
    holders--;
    await lock.release();
  };
  await Promise.all([each(), each(), each()]);
  expect(most).toEqual([1, 1, 1]);
});

test('waiting ends with the time, with the signal, and at once where nobody holds the lock', async () => {
  await untilReleased(name, 60_000);
  const lock = await tryLock(name);
  await untilReleased(name, 50);
  expect(await tryLock(name)).toBeNull();
  await expect(waitForLock(name, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  await lock?.release();
});

// macOS, and Linux with Node 18, have a file for each socket, which stays behind a process that was killed.
describe.each([process.platform, ...(process.platform === 'linux' ? ['darwin'] : [])])(
  'processes on %s',
  (platform) => {
    test('two at once: one holds it, and the other gets it when that is killed', async () => {
      const holder = start(holds, platform);
      expect(await said(holder)).toBe('held');
      expect(await said(start(holds, platform))).toBe('refused');
      const waiter = start(waits, platform);
      expect(await said(waiter)).toBe('waits');
      holder.kill('SIGKILL');
      const killed = Date.now();
      // It says so again where it looks while the killed process is still ending.
      let last = 'waits';
      while (last === 'waits') last = (await said(waiter)).split('\n').at(-1)!;
      expect(last).toBe('held');
      expect(Date.now() - killed).toBeLessThan(8_000);
    });

    test('of several that find a dead one exactly one takes it over', async () => {
      const dead = start(holds, platform);
      await said(dead);
      dead.kill('SIGKILL');
      await once(dead, 'exit');
      const answers = await Promise.all(Array.from({ length: 4 }, () => said(start(holds, platform))));
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    });
  },
);
