import { readdirSync, readFileSync } from 'node:fs';

/** The parts of a site whose processes this one has started, by a word of their command line. */
const parts = { api: 'serve.ts', worker: 'worker/main.ts', postgres: 'postgresHost.ts' };

export type PartSeconds = Record<keyof typeof parts, number>;

/** Linux counts in hundredths of a second. */
const ticks = 100;

interface Process {
  pid: number;
  parent: number;
  seconds: number;
}

/**
 * Seconds of a processor, in user and system mode, that each part has taken so far, with the processes that it started
 * (Linux). Of a part with several processes that have ended, those count whose parent has seen their end.
 */
export function processorSeconds(): PartSeconds {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const withChildren = ({ pid, seconds }: Process): number =>
    processes.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + withChildren(child), seconds);
  const of = (word: string) =>
    processes
      .filter(({ pid, parent }) => parent === process.pid && commandLine(pid).includes(word))
      .reduce((sum, each) => sum + withChildren(each), 0);
  return { api: of(parts.api), worker: of(parts.worker), postgres: of(parts.postgres) };
}

/** Null for a process that has ended meanwhile. */
function readProcess(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may have spaces; the state and the parent follow it.
    const [, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // proc(5): utime, stime, cutime and cstime are the fields 14 to 17; `rest` begins with the fifth.
    const seconds = rest.slice(9, 13).reduce((sum, field) => sum + Number(field), 0) / ticks;
    return { pid, parent: Number(parent), seconds };
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
