import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { childEnvironment } from '#machine/environment';

/** How a trial ended. If its time ran out, `answer` is the last line that it had printed. */
export type Trial = { works: true; seconds: number; answer: unknown } | { works: false; why: string; answer?: unknown };

/** Ends the process if its parent is killed: the parent's time limit would no longer end it. */
const exitWithParent = new URL('../../machine/exitWithParent.ts', import.meta.url).href;

/**
 * Runs a script in a child process, so that a crash of a native library ends only the child. The answer is the last
 * line that the script prints, as JSON. `settings` are added to its environment variables. Never throws.
 */
export async function tryInProcess(
  script: string,
  args: string[],
  settings: Record<string, string> = {},
  { timeoutMs = 120_000 } = {},
): Promise<Trial> {
  const started = performance.now();
  const child = fork(script, args, {
    env: childEnvironment(settings),
    execArgv: ['--import', exitWithParent],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = [collect(child.stdout!), collect(child.stderr!)];
  const { code, signal, error } = await new Promise<ProcessEnd>((resolve) => {
    child.on('error', (error) => resolve({ error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  if (child.killed)
    return { works: false, why: `no answer within ${timeoutMs / 1000} s`, answer: lastLine(stdout.join('')) };
  if (error) return { works: false, why: error.message };
  if (signal) return { works: false, why: `it was ended by ${signal}` };
  if (code !== 0) return { works: false, why: errorLine(stderr.join('')) ?? `it ended with ${code}` };
  const answer = lastLine(stdout.join(''));
  if (answer === undefined) return { works: false, why: 'it ended without an answer' };
  return { works: true, seconds: (performance.now() - started) / 1000, answer };
}

interface ProcessEnd {
  code?: number | null;
  signal?: NodeJS.Signals | null;
  error?: Error;
}

/** The parts of a stream that have arrived so far. */
function collect(stream: Readable): string[] {
  const parts: string[] = [];
  stream.setEncoding('utf8').on('data', (part: string) => void parts.push(part));
  return parts;
}

/** Undefined if it is not JSON. */
function lastLine(text: string): unknown {
  try {
    return JSON.parse(text.trim().split('\n').at(-1)!);
  } catch {
    return undefined;
  }
}

function errorLine(stderr: string): string | undefined {
  return stderr
    .split('\n')
    .findLast((line) => /Error\b/.test(line))
    ?.trim();
}
