import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineName } from '#contracts/provenance';
import { isOnGpu, processMemory } from '#learning';
import { childEnvironment, compileCache } from '#machine/environment';
import type { ChildSettings, WarmUp } from '../child/messages.ts';
import { forkChild } from '../processes/forkChild.ts';
import type { EngineFallback } from './engineFallback.ts';
import type { MemoryBudget } from './memoryBudget.ts';

const childPath = fileURLToPath(new URL('../child/child.ts', import.meta.url));

/** Starts a process that will train runs. `settings`: the engine's environment variables. */
export function startChild(settings: Record<string, string>, cacheDirectory: string): ChildProcess {
  // Each run has a process of its own, of the same sources.
  const env = childEnvironment({ ...compileCache(cacheDirectory), ...settings });
  return forkChild(childPath, { env, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
}

/** Processes that have loaded everything and wait for a run. */
export interface WarmChildren {
  /** One that waits for a run on this engine; null when there is none. Its memory is the run's from now on. */
  take(engine: EngineSettings): ChildProcess | null;
  /**
   * Says that a run which began so many milliseconds ago has left its process. `rests`: how many bytes that holds,
   * where it waits for another run.
   */
  left(ms: number, served: { child: ChildProcess; engine: EngineSettings; rests: number | undefined }): void;
  /** How many wait now. */
  count(): number;
  /** Ends those that wait; none is started any more. */
  close(): void;
}

interface EngineSettings {
  name: EngineName;
  settings: Record<string, string>;
}

interface WarmOptions {
  /** The most runs that the worker trains at once. */
  concurrency: number;
  engines: Pick<EngineFallback, 'current'>;
  memory: Pick<MemoryBudget, 'spare' | 'lend'>;
  childSettings: ChildSettings;
  /** Is called when a process ended that was waiting. It was no run's fault. */
  onLost(how: string): void;
}

/** A run that took longer than this is not followed by the next one at once, so nothing waits beside it. */
const shortRunMs = 30_000;
/** A process that holds more than this much of what a new one takes is not kept: its next run would need more, too. */
const mostLeft = 1.5;
/** For so long after a short run another one is expected. */
const busyMs = 60_000;

/**
 * Keeps a process waiting for each run that could start now. While short runs follow one another, as in a lecture, one
 * more waits for each that trains, unless their processes serve again: starting one takes longer than such a run. They
 * hold memory that no run has reserved, and end when a run asks for it.
 */
export function keepWarm({ concurrency, engines, memory, childSettings, onLost }: WarmOptions): WarmChildren {
  const waiting: { child: ChildProcess; key: string; bytes: number }[] = [];
  let running = 0;
  let shortRunAt = Number.NEGATIVE_INFINITY;
  /** Whether the last run left a process that serves the next one. */
  let servesAgain = false;
  /** What earlier runs have left in processes that train now. */
  const leftovers = new Map<ChildProcess, number>();
  let closed = false;

  function fill(): void {
    if (closed) return;
    const { name, settings, provenance } = engines.current();
    const key = keyOf({ name, settings });
    for (const other of waiting.filter((each) => each.key !== key)) end(other);
    const isBusy = !servesAgain && performance.now() - shortRunAt < busyMs;
    const wanted = Math.max(0, concurrency - running) + (isBusy ? Math.min(running, concurrency) : 0);
    const bytes = processMemory(name);
    while (waiting.length < wanted && memory.spare() >= bytes) {
      const child = startChild(settings, childSettings.directories.cache);
      keep(child, key, bytes);
      const { databaseUrl } = childSettings;
      // On a card each process would hold a part of its memory while it waits.
      const warmUp: WarmUp = { warmUp: { databaseUrl, engine: isOnGpu(provenance) ? null : name } };
      child.send(warmUp, () => {});
    }
  }

  function keep(child: ChildProcess, key: string, bytes: number): void {
    const entry = { child, key, bytes };
    waiting.push(entry);
    child.once('error', (error) => lose(entry, error.message));
    child.once('close', (code, signal) => lose(entry, signal ?? `exit code ${code}`));
  }

  function lose(entry: (typeof waiting)[number], how: string): void {
    const index = waiting.indexOf(entry);
    if (index < 0) return;
    // The next one is started with the next run: an engine that crashes at its start would else be started for ever.
    waiting.splice(index, 1);
    onLost(how);
  }

  function end(entry: (typeof waiting)[number]): void {
    waiting.splice(waiting.indexOf(entry), 1);
    entry.child.kill('SIGKILL');
  }

  const held = () =>
    waiting.reduce((sum, { bytes }) => sum + bytes, 0) + [...leftovers.values()].reduce((sum, bytes) => sum + bytes, 0);
  memory.lend({
    held,
    giveBack(bytes) {
      for (let freed = 0; freed < bytes && waiting.length > 0; ) {
        const last = waiting.at(-1)!;
        freed += last.bytes;
        end(last);
      }
    },
  });
  fill();
  return {
    take(engine) {
      const key = keyOf(engine);
      const index = waiting.findIndex((each) => each.key === key && each.child.connected);
      const [taken] = index < 0 ? [] : waiting.splice(index, 1);
      taken?.child.removeAllListeners('error').removeAllListeners('close');
      // The run has reserved what a new process takes, and not what earlier runs have left in this one.
      if (taken) {
        leftovers.set(taken.child, Math.max(0, taken.bytes - processMemory(engine.name)));
        taken.child.once('close', () => leftovers.delete(taken.child));
      }
      running++;
      fill();
      return taken?.child ?? null;
    },
    left(ms, { child, engine, rests }) {
      running--;
      leftovers.delete(child);
      if (ms < shortRunMs) shortRunAt = performance.now();
      // After a long run a new one starts in time, and holds less.
      const fits = rests !== undefined && rests <= mostLeft * processMemory(engine.name) && memory.spare() >= rests;
      // On a card it would hold a part of its memory while it waits.
      servesAgain = fits && ms < shortRunMs && !closed && !isOnGpu(engines.current().provenance);
      if (servesAgain) keep(child, keyOf(engine), rests!);
      else if (rests !== undefined) child.kill('SIGKILL');
      fill();
    },
    count: () => waiting.length,
    close() {
      closed = true;
      for (const entry of [...waiting]) end(entry);
    },
  };
}

/** Processes are alike that have the same engine with the same settings. */
function keyOf({ name, settings }: EngineSettings): string {
  return JSON.stringify([name, settings]);
}
