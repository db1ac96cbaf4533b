/** Preloaded into a script that runs in a process of its own: ends the process when the one that started it is gone. */
process.once('disconnect', () => process.exit());
// Listening for that alone does not keep the process alive.
process.channel?.unref();
