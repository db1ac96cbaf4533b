import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { RunProgressState } from '#contracts/progress';
import type { ExecutorPlace } from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { saysOutOfMemory } from '#machine/exhausted';
import { failureOf } from '../child/failureOf.ts';
import { type ChildMessage, type ChildTask, childMessageSchema } from '../child/messages.ts';
import { RunLost } from '../claims/claimedRun.ts';
import { type SilenceLimits, silenceLimits, watchSilence } from './silence.ts';
import { startChild, type WarmChildren } from './warmChildren.ts';

/** How many of the last characters of the child's error output are kept to find out why it died. */
const keptOutput = 4000;

export interface ChildOptions {
  /** The engine's environment variables. */
  settings: Record<string, string>;
  /** Processes that wait for runs; absent: each run starts its own. */
  warm?: WarmChildren | undefined;
  /** Kills the child when it aborts; the promise then rejects with the signal's reason. */
  signal: AbortSignal;
  /** How long the child may make no progress; then it is killed, and counts as lost. */
  silence?: SilenceLimits;
  onProgress(state: RunProgressState): void;
  /** Is called with messages for the log. */
  onNotice(message: string): void;
  /** Is called with each line of the child's error output. */
  onErrorOutput(line: string): void;
}

/**
 * Trains a claimed run in a child process. Rejects with a RunFailure (a ChildLost among them), with RunLost, with
 * RunWaits, or with the signal's reason.
 */
export async function runInChild(
  task: ChildTask,
  { settings, warm, signal, silence, ...callbacks }: ChildOptions,
): Promise<void> {
  signal.throwIfAborted();
  const killsBefore = await countOutOfMemoryKills();
  const startedAt = performance.now();
  const engine = { name: task.engine.name, settings };
  const waiting = warm?.take(engine);
  const startOwn = () => startChild(settings, task.directories.cache);
  let child = waiting ?? startOwn();
  // The child has nothing to save, and it cannot ignore this signal.
  const kill = () => child.kill('SIGKILL');
  let rests: number | undefined;
  signal.addEventListener('abort', kill, { once: true });
  // It may have been aborted while the child was made ready: then no event comes any more.
  if (signal.aborted) kill();
  try {
    let end = await untilEnded(child, task, silence ?? silenceLimits, callbacks);
    // It was gone before it had its task: that is no fault of the run.
    if (waiting && !end.begun && !signal.aborted) {
      child = startOwn();
      end = await untilEnded(child, task, silence ?? silenceLimits, callbacks);
    }
    rests = end.rests;
    if (rests !== undefined && !warm) kill();
    signal.throwIfAborted();
    switch (end.result?.kind) {
      case 'done':
        return;
      case 'lost':
        throw new RunLost(task.claim);
      case 'waits':
        throw new RunWaits(end.result.message);
      case 'failed':
        throw new RunFailure(end.result.code, end.result.message, { cause: end.result.detail });
      case 'engineFailed':
        throw new ChildLost(end);
    }
    const ranOutOfMemory =
      end.hung === undefined &&
      (saysOutOfMemory(end.errorOutput) ||
        (end.exitSignal === 'SIGKILL' && (await countOutOfMemoryKills()) > killsBefore));
    throw ranOutOfMemory ? outOfMemory(end) : new ChildLost(end);
  } finally {
    signal.removeEventListener('abort', kill);
    warm?.left(performance.now() - startedAt, { child, engine, rests });
  }
}

/** How a run in a child process ended. */
interface ChildEnd {
  /** The message with the result of the run; undefined when the process died without sending one. */
  result?: Exclude<ChildMessage, { kind: 'begun' | 'progress' | 'notice' | 'onnx' }>;
  code: number | null;
  exitSignal: NodeJS.Signals | null;
  errorOutput: string;
  /** Whether it had read its task. */
  begun: boolean;
  /** Where ONNX Runtime was computing at that moment, or null. */
  inOnnx: ExecutorPlace | null;
  /** Why it was killed, when it made no progress. */
  hung?: string | undefined;
  /** The bytes that the process holds while it waits for another run; absent where it is gone. */
  rests?: number | undefined;
}

/** Gives a child its task, and resolves when it is gone or free. */
function untilEnded(
  child: ChildProcess,
  task: ChildTask,
  silence: SilenceLimits,
  { onProgress, onNotice, onErrorOutput }: Pick<ChildOptions, 'onProgress' | 'onNotice' | 'onErrorOutput'>,
): Promise<ChildEnd> {
  return new Promise((resolve) => {
    let result: ChildEnd['result'];
    let errorOutput = '';
    let begun = false;
    let inOnnx: ExecutorPlace | null = null;
    let hung: string | undefined;
    const watch = watchSilence(silence, (phase, seconds) => {
      hung = `${seconds} s without progress ${phase === null ? 'at its start' : `in ${phase.toLowerCase()}`}`;
      child.kill('SIGKILL');
    });
    const lines = createInterface({ input: child.stderr! }).on('line', (line) => {
      errorOutput = `${errorOutput}${line}\n`.slice(-keptOutput);
      onErrorOutput(line);
    });
    child.on('message', onMessage).on('error', onError).on('close', end);
    child.send(task, () => {});

    function onMessage(sent: unknown): void {
      const message = childMessageSchema.safeParse(sent).data ?? refuse(sent);
      if (message.kind === 'progress') {
        watch.heard(message.state);
        onProgress(message.state);
      } else if (message.kind === 'begun') begun = true;
      else if (message.kind === 'notice') onNotice(message.message);
      else if (message.kind === 'onnx') inOnnx = message.place;
      else result ??= message;
      if (message.kind === 'done' && message.rests !== undefined) end(null, null, message.rests);
    }

    /** Kills the child and returns the failure of its run. An error thrown in a listener would end the worker. */
    function refuse(sent: unknown): ChildMessage {
      child.kill('SIGKILL');
      const detail = `expected a message that the worker knows, received ${JSON.stringify(sent)}`;
      const { code, message } = failureOf(detail);
      return { kind: 'failed', code, message, detail };
    }

    // A child that was not started has no `close`. One that is gone before it reads its task has.
    function onError(error: Error): void {
      errorOutput += error.message;
      if (child.pid === undefined) end(null, null);
    }

    /** Lets go of the child, which is gone or may serve another run. */
    function end(code: number | null, exitSignal: NodeJS.Signals | null, rests?: number): void {
      watch.stop();
      lines.close();
      child.off('message', onMessage).off('error', onError).off('close', end);
      resolve({ result, code, exitSignal, errorOutput, begun, inOnnx, hung, rests });
    }
  });
}

/** Signals that the processor or the C library sends to a process after an error of its own. No one else sends them. */
const faults: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];

/** The run is sound, but its worker cannot use the store of files now. `message` says why. */
export class RunWaits extends Error {}

/** The child process ended without a result of the run: it was killed, or its engine crashed or failed. */
export class ChildLost extends RunFailure {
  /**
   * What ended the engine: a signal, or the loss of its GPU; undefined when the process ended in another way, such as
   * SIGKILL.
   */
  readonly fault: string | undefined;
  /** The same in a word. */
  readonly end: string;
  /** Where ONNX Runtime was computing when the process died, or failed; null where it did not. */
  readonly inOnnx: ExecutorPlace | null;

  constructor(end: ChildEnd) {
    const failure = end.result?.kind === 'engineFailed' ? end.result : undefined;
    const failed = failure?.why;
    const inOnnx = failure ? (failure.place ?? null) : end.inOnnx;
    const expected = inOnnx ? 'ONNX Runtime to compute the frozen prefix' : 'the engine to finish the run';
    super('ENGINE_CRASHED', `Expected ${expected}, but its process ended with ${failed ?? exitOf(end)}`, {
      cause: end.errorOutput,
    });
    const signal = faults.find((signal) => signal === end.exitSignal);
    this.fault = failed ?? signal;
    this.end = failed === undefined ? (signal ?? 'killed') : 'engine failed';
    this.inOnnx = inOnnx;
  }
}

function outOfMemory(end: ChildEnd): RunFailure {
  const message = `Expected the run to fit into the worker’s memory, but it ran out (${exitOf(end)})`;
  return new RunFailure('OUT_OF_MEMORY', message, { cause: end.errorOutput });
}

function exitOf({ code, exitSignal, hung }: ChildEnd): string {
  return hung ?? exitSignal ?? (code === null ? 'an error at its start' : `exit code ${code}`);
}

/**
 * Linux's counters of processes that were killed because memory ran out: of the machine, and of a container with
 * version 2 or 1 of cgroups where the kernel is older than 4.13.
 */
const killCounters = ['/proc/vmstat', '/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'];

/** 0 on systems that do not count. */
async function countOutOfMemoryKills(): Promise<number> {
  const texts = await Promise.all(killCounters.map((path) => readFile(path, 'utf8').catch(() => '')));
  return Number(/^oom_kill (\d+)$/m.exec(texts.join('\n'))?.[1] ?? 0);
}
