import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type RunEnvironment, runEnvironmentSchema } from '#contracts/environment';
import type { EngineName } from './engineName.ts';

export type Probe = { works: true; seconds: number; environment: RunEnvironment } | { works: false; why: string };

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));
const timeoutMs = 120_000;

/** Starts an engine in a child process with `settings` in its environment, and lets it train a step. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const started = performance.now();
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...settings }, timeout: timeoutMs, killSignal: 'SIGKILL' as const };
    execFile(process.execPath, [probeProcess, name], options, (error, stdout, stderr) => {
      const seconds = (performance.now() - started) / 1000;
      if (error === null)
        resolve({ works: true, seconds, environment: runEnvironmentSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1)!)) });
      else resolve({ works: false, why: reasonOf(error, stderr) });
    });
  });
}

function reasonOf(error: { killed?: boolean; signal?: NodeJS.Signals | null | undefined; code?: unknown }, stderr: string): string {
  if (error.killed) return `no answer within ${timeoutMs / 1000} s`;
  if (error.signal) return `it was ended by ${error.signal}`;
  const message = stderr.split('\n').findLast((line) => /\bError\b/.test(line));
  return message?.trim() ?? `its process ended with exit code ${String(error.code)}`;
}
