import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessMessage } from './process.ts';

const path = fileURLToPath(new URL('process.ts', import.meta.url));
const decorators = fileURLToPath(new URL('../../../server/decorators.ts', import.meta.url));

/** What a target did with inputs that were changed by chance. */
export interface FuzzReport {
  target: string;
  seed: number;
  cases: number;
  /** Inputs that were good in spite of the changes. */
  taken: number;
  /** What it must not do: the case, and what happened. */
  faults: { at: number; fault: string }[];
  seconds: number;
}

/** How long one input may take. */
const patienceMs = 60_000;
/** Faults of one kind are alike. */
const mostFaults = 20;

/** Gives a target so many inputs. A process that dies, or hangs, is a fault; another one goes on after it. */
export async function fuzz(target: string, { seed, cases }: { seed: number; cases: number }): Promise<FuzzReport> {
  const started = performance.now();
  const report: FuzzReport = { target, seed, cases: 0, taken: 0, faults: [], seconds: 0 };
  let next = 0;
  while (next < cases && report.faults.length < mostFaults) next = await fuzzFrom(target, seed, next, cases, report);
  return { ...report, seconds: (performance.now() - started) / 1000 };
}

function fuzzFrom(target: string, seed: number, first: number, end: number, report: FuzzReport): Promise<number> {
  return new Promise((resolve) => {
    const child = fork(path, [target, String(seed), String(first), String(end)], {
      execArgv: ['--import', decorators],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (bytes) => {
      said = `${said}${bytes}`.slice(-1000);
    });
    let at = first - 1;
    let closed = false;
    // Starting may take long: a server, a database, an engine.
    let hangs = setTimeout(() => child.kill('SIGKILL'), 5 * patienceMs);
    child.on('message', (message: ProcessMessage) => {
      if ('begins' in message) {
        at = message.begins;
        report.cases++;
        clearTimeout(hangs);
        hangs = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      } else if ('taken' in message) report.taken += Number(message.taken);
      else if ('fault' in message) {
        report.faults.push(message);
        if (report.faults.length >= mostFaults) child.kill('SIGKILL');
      } else closed = true;
    });
    child.once('close', (code, signal) => {
      clearTimeout(hangs);
      if (!closed && report.faults.length < mostFaults)
        report.faults.push({ at, fault: `the process ended with ${signal ?? `exit code ${code}`}: ${said}` });
      resolve(closed ? end : at + 1);
    });
  });
}
