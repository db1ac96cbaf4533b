import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import type { ChildTask } from '../../../worker/child/messages.ts';
import { runInChild } from '../../../worker/queue/runInChild.ts';
import { featureStoreIn } from '../../setup/features.ts';
import { withDatabase } from '../../setup/postgres.ts';

const task: ChildTask = {
  claim: { runId: randomUUID(), attempt: 1 },
  engine: { name: 'wasm', reason: 'the only one' },
  // Nothing listens there.
  databaseUrl: 'postgresql://nobody@127.0.0.1:9/none',
  directories: { objects: '/nowhere', sealed: '/nowhere', cache: '/nowhere' },
  kerasWeightsUrl: 'http://127.0.0.1:9',
  featureStore: featureStoreIn('/nowhere'),
};

const ignored = { onProgress() {}, onNotice() {}, onErrorOutput() {} };

/** Runs the task in a child process that first executes `code`. */
function runWith(code: string, { signal = new AbortController().signal, flags = '' } = {}): Promise<void> {
  return runInChild(task, { settings: withCode(code, flags), signal, ...ignored });
}

function withCode(code: string, flags = ''): Record<string, string> {
  return { NODE_OPTIONS: `${flags} --import=data:text/javascript,${encodeURIComponent(code)}` };
}

test('a child that a signal kills is an engine that crashed', async () => {
  await expect(runWith(`process.kill(process.pid, 'SIGSEGV')`)).rejects.toMatchObject({
    code: 'ENGINE_CRASHED',
    message: expect.stringContaining('SIGSEGV'),
  });
});

test.each([
  ['dies', `process.kill(process.pid, 'SIGSEGV')`, 'SIGSEGV'],
  [
    'fails',
    `process.send({ kind: 'engineFailed', why: 'the device was lost', place: 'webgpu' })`,
    'the device was lost',
  ],
])('one that %s while ONNX Runtime computes on a GPU says on which', async (_, end, fault) => {
  const code = `process.send({ kind: 'onnx', place: 'webgpu' }, () => { ${end}; process.disconnect?.(); });
    process.on('message', () => {}); await new Promise(() => {});`;
  await expect(runWith(code)).rejects.toMatchObject({ code: 'ENGINE_CRASHED', fault, inOnnx: 'webgpu' });
});

test('a child that exits without a result is an engine that crashed', async () => {
  await expect(runWith('process.exit(3)')).rejects.toMatchObject({
    code: 'ENGINE_CRASHED',
    message: expect.stringContaining('exit code 3'),
  });
});

test('a child whose heap is full is out of memory', async () => {
  const fill = 'globalThis.a = []; for (;;) a.push(new Array(1e5).fill(a.length + 0.5));';
  await expect(runWith(fill, { flags: '--max-old-space-size=60' })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
});

test('a child whose native library cannot allocate memory and aborts is out of memory', async () => {
  const text = "terminate called after throwing an instance of 'std::bad_alloc'";
  const abort = `process.stderr.write(${JSON.stringify(`${text}\n`)}, () => process.abort())`;
  await expect(runWith(abort)).rejects.toMatchObject({
    code: 'OUT_OF_MEMORY',
    message: expect.stringContaining('SIGABRT'),
  });
});

test('an unexpected error is an internal one, and its text does not appear in the message', async () => {
  // The server is there, so that the child does not wait for it.
  const nowhere = { ...task, databaseUrl: withDatabase(inject('postgres').url, 'nothing_here') };
  const signal = new AbortController().signal;
  const failure = await runInChild(nowhere, { settings: {}, signal, ...ignored }).catch((error) => error);
  expect(failure).toMatchObject({ code: 'INTERNAL' });
  expect(failure.message).not.toContain('nothing_here');
  expect(failure.cause).toContain('nothing_here');
});

test('a child that sends an unknown message is killed, and only its own run fails', async () => {
  const chatter = `process.send({ kind: 'gossip' }); setInterval(() => {}, 1000);`;
  await expect(runWith(chatter)).rejects.toMatchObject({ code: 'INTERNAL', cause: expect.stringContaining('gossip') });
});

test('a child that makes no progress is killed and counts as lost, even when its event loop turns', async () => {
  const state = { phase: 'FEATURES', done: 0, total: 8, etaSeconds: null };
  const chatter = `const say = () => process.send({ kind: 'progress', state: ${JSON.stringify(state)} });
    setInterval(say, 50);
    process.on('message', () => {}); await new Promise(() => {});`;
  const silence = { unmeasured: 2000, least: 100, gaps: 20, most: 2000 };
  const options = { settings: withCode(chatter), signal: new AbortController().signal, silence };
  await expect(runInChild(task, { ...options, ...ignored })).rejects.toMatchObject({
    name: 'RunFailure',
    code: 'ENGINE_CRASHED',
    fault: undefined,
    message: expect.stringContaining('2 s without progress in features'),
  });
});

test('an aborted child ends at once, even while it computes', async () => {
  const started = performance.now();
  const aborted = runWith('for (;;);', { signal: AbortSignal.timeout(500) });
  await expect(aborted).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - started).toBeLessThan(5000);
});
