import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** How a trial ended. */
export type Trial = { works: true; seconds: number; answer: unknown } | { works: false; why: string };

const timeoutMs = 120_000;

/**
 * Runs a script in a process of its own, as a native library that crashes ends only that. Its answer is the last line that it prints, in
 * JSON. `settings` are added to the environment. Never throws.
 */
export async function tryInProcess(script: string, args: string[], settings: Record<string, string> = {}): Promise<Trial> {
  const started = performance.now();
  const options = { env: { ...process.env, ...settings }, timeout: timeoutMs, killSignal: 'SIGKILL' as const };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], options);
    const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    return { works: true, seconds: (performance.now() - started) / 1000, answer };
  } catch (error) {
    return { works: false, why: reasonOf(error as Error & ProcessEnd) };
  }
}

/** How a process ended, as `execFile` says it. */
interface ProcessEnd {
  killed?: boolean;
  signal?: NodeJS.Signals | null;
  stderr?: string;
}

function reasonOf({ killed, signal, stderr, message }: Error & ProcessEnd): string {
  if (killed) return `no answer within ${timeoutMs / 1000} s`;
  if (signal) return `it was ended by ${signal}`;
  const thrown = stderr?.split('\n').findLast((line) => /\bError\b/.test(line));
  return thrown?.trim() ?? message;
}
