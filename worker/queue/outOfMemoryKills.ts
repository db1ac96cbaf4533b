import { readFile } from 'node:fs/promises';

/** Where a container's memory controller counts, in version 2 and 1 of cgroups. */
const counters = ['/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'];

/** How often the kernel has killed a process of this container for want of memory; 0 where it does not say. */
export async function countOutOfMemoryKills(): Promise<number> {
  const texts = await Promise.all(counters.map((path) => readFile(path, 'utf8').catch(() => '')));
  return Number(/^oom_kill (\d+)$/m.exec(texts.join('\n'))?.[1] ?? 0);
}
