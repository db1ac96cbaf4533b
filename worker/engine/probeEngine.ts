import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RunEnvironment, runEnvironmentSchema } from '#contracts/environment';
import type { EngineName } from './engineName.ts';

export type Probe = { works: true; seconds: number; environment: RunEnvironment } | { works: false; why: string };

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));
const timeoutMs = 120_000;

/** Starts an engine in a child process with `settings` in its environment, and lets it train a step. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const started = performance.now();
  const options = { env: { ...process.env, ...settings }, timeout: timeoutMs, killSignal: 'SIGKILL' as const };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [probeProcess, name], options);
    const environment = runEnvironmentSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    return { works: true, seconds: (performance.now() - started) / 1000, environment };
  } catch (error) {
    return { works: false, why: reasonOf(error as Error & ChildEnd) };
  }
}

/** How a child process ended, as `execFile` says it. */
interface ChildEnd {
  killed?: boolean;
  signal?: NodeJS.Signals | null;
  stderr?: string;
}

function reasonOf({ killed, signal, stderr, message }: Error & ChildEnd): string {
  if (killed) return `no answer within ${timeoutMs / 1000} s`;
  if (signal) return `it was ended by ${signal}`;
  const thrown = stderr?.split('\n').findLast((line) => /\bError\b/.test(line));
  return thrown?.trim() ?? message;
}
