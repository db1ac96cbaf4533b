import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Order } from '../../../worker/child/messages.ts';
import { runInChild } from '../../../worker/queue/runInChild.ts';
import { featureStoreIn } from '../../setup/features.ts';

const order: Order = {
  claim: { runId: randomUUID(), attempt: 1 },
  engine: { name: 'wasm', reason: 'the only one' },
  // Nothing listens there.
  databaseUrl: 'postgresql://nobody@127.0.0.1:9/none',
  directories: { objects: '/nowhere', sealed: '/nowhere', cache: '/nowhere' },
  kerasWeightsUrl: 'http://127.0.0.1:9',
  featureStore: featureStoreIn('/nowhere'),
};

const deaf = { onProgress() {}, onNotice() {} };

/** Runs the order in a child whose process first executes `code`. */
function runWith(code: string, { signal = new AbortController().signal, flags = '' } = {}): Promise<void> {
  const NODE_OPTIONS = `${flags} --import=data:text/javascript,${encodeURIComponent(code)}`;
  return runInChild(order, { settings: { NODE_OPTIONS }, signal, ...deaf });
}

test('a child that a signal kills is an engine that crashed', async () => {
  await expect(runWith(`process.kill(process.pid, 'SIGSEGV')`)).rejects.toMatchObject({
    code: 'ENGINE_CRASHED',
    message: expect.stringContaining('SIGSEGV'),
  });
});

test('a child that leaves without an answer is an engine that crashed', async () => {
  await expect(runWith('process.exit(3)')).rejects.toMatchObject({
    code: 'ENGINE_CRASHED',
    message: expect.stringContaining('exit code 3'),
  });
});

test('a child whose heap is full is out of memory', async () => {
  const fill = 'globalThis.a = []; for (;;) a.push(new Array(1e5).fill(a.length + 0.5));';
  await expect(runWith(fill, { flags: '--max-old-space-size=60' })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
});

test('a child whose native library finds no memory and aborts is out of memory', async () => {
  const abort = `process.stderr.write("terminate called after throwing an instance of 'std::bad_alloc'\\n", () => process.abort())`;
  await expect(runWith(abort)).rejects.toMatchObject({
    code: 'OUT_OF_MEMORY',
    message: expect.stringContaining('SIGABRT'),
  });
});

test('an error that nobody foresaw is the system’s, and its text stays out of the message', async () => {
  const failure = await runInChild(order, { settings: {}, signal: new AbortController().signal, ...deaf }).catch(
    (error) => error,
  );
  expect(failure).toMatchObject({ code: 'INTERNAL' });
  expect(failure.message).not.toContain('127.0.0.1');
  expect(failure.cause).toContain('127.0.0.1');
});

test('a child that says what nobody knows is ended, and with it its run alone', async () => {
  const chatter = `process.send({ kind: 'gossip' }); setInterval(() => {}, 1000);`;
  await expect(runWith(chatter)).rejects.toMatchObject({ code: 'INTERNAL', cause: expect.stringContaining('gossip') });
});

test('an aborted child is gone at once, even while it computes', async () => {
  const started = performance.now();
  const aborted = runWith('for (;;);', { signal: AbortSignal.timeout(500) });
  await expect(aborted).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - started).toBeLessThan(5000);
});
