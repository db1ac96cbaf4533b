// Preloaded into every process of the system. When the process that started it is gone, even killed, this one gets the
// SIGTERM that it would have got from it, and stops in order. (machine/endWithParent.ts exits at once: that is for a
// process whose only work is an answer that nobody waits for any more.) Node preloads it into the forks of that process
// as well: they may wait for messages of their own parent, so their channel stays as it is.
if (process.env.STOPS_WITH === String(process.ppid)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

export {};
