// Preloaded into every process of the system: when the process that started it is gone, killed even, it ends too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
