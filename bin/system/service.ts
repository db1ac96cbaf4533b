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
  /** Throws when the process has ended by itself more often than it is restarted. */
  check(): void;
  /** SIGTERM, then SIGKILL after `graceMs`; answers when the process is gone. */
  stop(graceMs?: number): Promise<void>;
}

export interface ServiceListener {
  onLine(name: string, line: string): void;
  /** The process ended by itself and will not be started again. */
  onGivenUp(error: Error): void;
}

/** A process that ended before it ran this long has failed to start; so many failures in a row end the system. */
const healthyAfterMs = 60_000;
const failuresAllowed = 4;
const firstDelayMs = 500;
const endWithParent = new URL('endWithParent.ts', import.meta.url).href;

/** Starts a process and starts it again, later and later, when it ends by itself. */
export function startService(definition: ServiceDefinition, listener: ServiceListener): Service {
  const { name } = definition;
  let child: ChildProcess;
  let failures = 0;
  let stopping = false;
  let givenUp: Error | undefined;
  const lastLines: string[] = [];

  const start = () => {
    const startedAt = Date.now();
    child = spawn(process.execPath, ['--import', endWithParent, ...definition.args], {
      cwd: definition.cwd,
      env: definition.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own: a Ctrl-C in the terminal reaches only this process, which then stops all in order.
      detached: process.platform !== 'win32',
    });
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > 20) lastLines.shift();
        listener.onLine(name, line);
      });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const how = signal ?? `exit code ${code}`;
      failures = Date.now() - startedAt > healthyAfterMs ? 1 : failures + 1;
      if (failures > failuresAllowed) {
        givenUp = new Error(
          `The ${name} ended ${failures} times in a row (${how}). Its last words:\n${lastLines.join('\n')}`,
        );
        listener.onGivenUp(givenUp);
        return;
      }
      const delay = firstDelayMs * 2 ** (failures - 1);
      listener.onLine(name, `ended by itself (${how}); starting it again in ${delay / 1000} s`);
      void sleep(delay, undefined, { ref: false }).then(() => {
        if (!stopping) start();
      });
    });
  };

  start();
  return {
    name,
    check() {
      if (givenUp) throw givenUp;
    },
    async stop(graceMs = 10_000) {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await gone;
      clearTimeout(kill);
    },
  };
}
