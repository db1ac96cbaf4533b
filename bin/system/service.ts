import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of the system: the API server, a worker or the site. */
export interface ServiceDefinition {
  name: string;
  /** Arguments of Node: flags, script, arguments. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  cwd?: string;
}

export interface Service {
  name: string;
  /** Throws when the process was given up, and while it has ended by itself five times in a row or more. */
  check(): void;
  /** Stops the process as `stop` does and starts it again; one that has ended or was given up is just started. */
  restart(graceMs?: number): Promise<void>;
  /** SIGTERM, then SIGKILL after `graceMs`; answers when the process is gone. */
  stop(graceMs?: number): Promise<void>;
}

export interface ServiceListener {
  onLine(name: string, line: string): void;
  /** The process ended by itself and will not be started again. */
  onGivenUp(error: Error): void;
}

export interface ServiceOptions {
  /** How many times in a row the process may fail to start; then it is given up. Absent: it is never given up. */
  failuresAllowed?: number;
}

/** From so many failures in a row on, `check` throws: who waits for the first start need not wait longer. */
const failuresToReport = 5;

/** A process that ended before it ran this long has failed to start. */
const healthyAfterMs = 60_000;
const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** To be preloaded into a process (with an `ipc` channel) that has to stop when this one is gone. */
export const stopWithParent = new URL(`stopWithParent.ts?parent=${process.pid}`, import.meta.url).href;

/** Starts a process and starts it again when it ends by itself: after half a second, then later and later. */
export function startService(
  definition: ServiceDefinition,
  listener: ServiceListener,
  { failuresAllowed = Number.POSITIVE_INFINITY }: ServiceOptions = {},
): Service {
  const { name } = definition;
  let child: ChildProcess;
  let failures = 0;
  let stopped = false;
  let restarting = false;
  let givenUp: Error | undefined;
  let lastEnd = '';
  const lastLines: string[] = [];

  const describeEnd = () => {
    const times = failures === 1 ? '' : `${failures} times in a row `;
    return new Error(`The ${name} ended ${times}(${lastEnd}). Its last words:\n${lastLines.join('\n')}`);
  };
  const start = () => {
    const startedAt = Date.now();
    const started = spawn(process.execPath, ['--import', stopWithParent, ...definition.args], {
      cwd: definition.cwd,
      env: definition.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own: a Ctrl-C in the terminal reaches only this process, which then stops all in order.
      detached: process.platform !== 'win32',
    });
    child = started;
    for (const stream of [started.stdout!, started.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > 20) lastLines.shift();
        listener.onLine(name, line);
      });
    started.once('exit', (code, signal) => {
      if (stopped || restarting) return;
      const how = signal ?? `exit code ${code}`;
      failures = Date.now() - startedAt > healthyAfterMs ? 1 : failures + 1;
      lastEnd = how;
      if (failures > failuresAllowed) {
        givenUp = describeEnd();
        listener.onGivenUp(givenUp);
        return;
      }
      const delay = Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
      listener.onLine(name, `ended by itself (${how}); starting it again in ${delay / 1000} s`);
      void sleep(delay, undefined, { ref: false }).then(() => {
        if (!stopped && !restarting && child === started) start();
      });
    });
  };
  const end = async (graceMs: number) => {
    const ending = child;
    if (ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill('SIGTERM');
    const kill = setTimeout(() => killGroup(ending), graceMs);
    await gone;
    clearTimeout(kill);
  };

  start();
  return {
    name,
    check() {
      if (givenUp) throw givenUp;
      if (failures >= failuresToReport) throw describeEnd();
    },
    async restart(graceMs = 10_000) {
      restarting = true;
      await end(graceMs);
      restarting = false;
      failures = 0;
      givenUp = undefined;
      lastLines.length = 0;
      if (!stopped) start();
    },
    async stop(graceMs = 10_000) {
      stopped = true;
      await end(graceMs);
    },
  };
}

/** The process and those that it has started. */
function killGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}
