import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import { childEnvironment } from '#machine/environment';
import { saysOutOfMemory } from '#machine/exhausted';
import { failureOf } from '../child/failureOf.ts';
import { type Answer, answerSchema, type Order } from '../child/messages.ts';
import { RunLost } from '../claims/claimedRun.ts';
import { EngineCrash } from './engineCrash.ts';
import { countOutOfMemoryKills } from './outOfMemoryKills.ts';

const childPath = fileURLToPath(new URL('../child/child.ts', import.meta.url));

/** Characters of the child's error output that are kept to tell why it died. */
const keptOutput = 4000;

export interface ChildChoices {
  /** The engine's environment variables. */
  settings: Record<string, string>;
  /** Ends the child at once; the promise then rejects with the signal's reason. */
  signal: AbortSignal;
  onProgress(state: RunProgressState): void;
  /** Hears what is worth a line in the log. */
  onNotice(message: string): void;
}

/**
 * Trains a claimed run in a process of its own. Rejects with a RunFailure, with RunLost, or with the signal's reason.
 */
export async function runInChild(order: Order, { settings, signal, ...listener }: ChildChoices): Promise<void> {
  signal.throwIfAborted();
  const killsBefore = await countOutOfMemoryKills();
  const child = fork(childPath, { env: childEnvironment(settings), stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  // It has nothing to save, and this signal cannot be put off.
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const { answer, code, exitSignal, errorOutput, inOnnx } = await converse(child, order, listener);
    signal.throwIfAborted();
    switch (answer?.kind) {
      case 'done':
        return;
      case 'lost':
        throw new RunLost(order.claim);
      case 'failed':
        throw new RunFailure(answer.code, answer.message, { cause: answer.detail });
    }
    const memory =
      saysOutOfMemory(errorOutput) || (exitSignal === 'SIGKILL' && (await countOutOfMemoryKills()) > killsBefore);
    if (memory) throw outOfMemory(exitSignal ?? `exit code ${code}`, errorOutput);
    throw new EngineCrash({ code, exitSignal, errorOutput, inOnnx });
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

interface Ending {
  answer?: Exclude<Answer, { kind: 'progress' | 'notice' | 'onnx' }>;
  code: number | null;
  exitSignal: NodeJS.Signals | null;
  errorOutput: string;
  /** Whether ONNX Runtime was at work. */
  inOnnx: boolean;
}

function converse(
  child: ChildProcess,
  order: Order,
  listener: Pick<ChildChoices, 'onProgress' | 'onNotice'>,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let answer: Ending['answer'];
    let errorOutput = '';
    let inOnnx = false;
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      process.stderr.write(text);
      errorOutput = (errorOutput + text).slice(-keptOutput);
    });
    child.on('message', (message) => {
      const received = answerSchema.safeParse(message).data ?? refuse(message);
      if (received.kind === 'progress') listener.onProgress(received.state);
      else if (received.kind === 'notice') listener.onNotice(received.message);
      else if (received.kind === 'onnx') inOnnx = received.isAtWork;
      else answer ??= received;
    });
    /** Ends the child, and is what it is taken to have answered. Thrown in here, an error would end the worker. */
    function refuse(message: unknown): Answer {
      child.kill('SIGKILL');
      const detail = `expected a message that the worker knows, received ${JSON.stringify(message)}`;
      const failure = failureOf(detail);
      return { kind: 'failed', code: failure.code, message: failure.message, detail };
    }
    child.on('error', reject);
    child.on('close', (code, exitSignal) => resolve({ answer, code, exitSignal, errorOutput, inOnnx }));
    child.send(order);
  });
}

function outOfMemory(how: string, errorOutput: string): RunFailure {
  return new RunFailure('OUT_OF_MEMORY', `Expected the run to fit into the worker’s memory, but it ran out (${how})`, {
    cause: errorOutput,
  });
}
