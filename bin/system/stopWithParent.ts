// Preloaded into every process of the system, with the id of the process that starts it as `?parent=`. When that one is
// gone, even killed, this one gets the SIGTERM that it would have got from it, and stops in order.
// (machine/exitWithParent.ts exits at once: it is for a process whose only work is an answer that nobody waits for.)
// Node preloads this into the forks of the process as well. They may wait for messages of their own parent, so their
// channel stays as it is.
if (new URL(import.meta.url).searchParams.get('parent') === String(process.ppid)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

export {};
