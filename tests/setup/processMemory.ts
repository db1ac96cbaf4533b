import { readdir, readFile } from 'node:fs/promises';

export interface MemoryWatch {
  /** The most bytes of memory that were seen. Ends the watch. */
  peak(): Promise<number>;
}

/**
 * Watches what the processes that this one has started, and those that they have, take together (Linux). `counts` says
 * which of ours.
 */
export function watchChildren(counts: (commandLine: string) => boolean, everyMs = 50): MemoryWatch {
  let most = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      most = Math.max(most, await residentBytes(counts));
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    async peak() {
      stopped = true;
      await watching;
      return most;
    },
  };
}

interface Process {
  parent: number;
  bytes: number;
  commandLine: string;
}

async function residentBytes(counts: (commandLine: string) => boolean): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => [pid, await readProcess(pid)] as const));
  const processes = new Map(found.filter((entry): entry is [number, Process] => entry[1] !== null));
  const belongs = ({ parent, commandLine }: Process): boolean => {
    if (parent === process.pid) return counts(commandLine);
    const above = processes.get(parent);
    return above !== undefined && belongs(above);
  };
  return [...processes.values()].filter(belongs).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Null for a process that has ended meanwhile. */
async function readProcess(pid: number): Promise<Process | null> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8');
  const texts = await Promise.all([read('status'), read('smaps_rollup'), read('cmdline')]).catch(() => null);
  if (!texts) return null;
  const [status, memory, commandLine] = texts;
  const numberOf = (name: string, text: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  // A page that processes share, such as Node's own code, is there once: `Pss` gives each its part of it.
  return { parent: numberOf('PPid', status), bytes: numberOf('Pss', memory) * 1024, commandLine };
}
