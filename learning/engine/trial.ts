import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { childEnvironment } from '#machine/environment';

/** How a trial ended. `answer` of one that does not work: what it had printed until its time was over. */
export type Trial = { works: true; seconds: number; answer: unknown } | { works: false; why: string; answer?: unknown };

/** Lets go of a process whose parent was killed, which its time limit would die with. */
const exitWithParent = new URL('../../machine/exitWithParent.ts', import.meta.url).href;

/**
 * Runs a script in a process of its own, as a native library that crashes ends only that. Its answer is the last line
 * that it prints, in JSON. `settings` are added to the environment. Never throws.
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
  const [printed, complained] = [collect(child.stdout!), collect(child.stderr!)];
  const { code, signal, error } = await new Promise<ProcessEnd>((resolve) => {
    child.on('error', (error) => resolve({ error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  if (child.killed)
    return { works: false, why: `no answer within ${timeoutMs / 1000} s`, answer: lastLine(printed.join('')) };
  if (error) return { works: false, why: error.message };
  if (signal) return { works: false, why: `it was ended by ${signal}` };
  if (code !== 0) return { works: false, why: whatWasThrown(complained.join('')) ?? `it ended with ${code}` };
  const answer = lastLine(printed.join(''));
  if (answer === undefined) return { works: false, why: 'it ended without an answer' };
  return { works: true, seconds: (performance.now() - started) / 1000, answer };
}

interface ProcessEnd {
  code?: number | null;
  signal?: NodeJS.Signals | null;
  error?: Error;
}

/** What a stream says, part by part, as far as it has. */
function collect(stream: Readable): string[] {
  const parts: string[] = [];
  stream.setEncoding('utf8').on('data', (part: string) => void parts.push(part));
  return parts;
}

/** Undefined where it is no JSON. */
function lastLine(text: string): unknown {
  try {
    return JSON.parse(text.trim().split('\n').at(-1)!);
  } catch {
    return undefined;
  }
}

function whatWasThrown(complained: string): string | undefined {
  return complained
    .split('\n')
    .findLast((line) => /Error\b/.test(line))
    ?.trim();
}
