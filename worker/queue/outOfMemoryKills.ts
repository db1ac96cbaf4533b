import { readFile } from 'node:fs/promises';

/**
 * Where Linux counts: for the whole machine, and of versions before 4.13 for a container, in version 2 and 1 of
 * cgroups.
 */
const counters = ['/proc/vmstat', '/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'];

/** How often the kernel has killed a process for want of memory; 0 where it does not say. */
export async function countOutOfMemoryKills(): Promise<number> {
  const texts = await Promise.all(counters.map((path) => readFile(path, 'utf8').catch(() => '')));
  return Number(/^oom_kill (\d+)$/m.exec(texts.join('\n'))?.[1] ?? 0);
}
