/** Imported before a script that is tried in a process of its own: that ends when whoever wants its answer is gone. */
process.once('disconnect', () => process.exit());
// To wait for that keeps nothing alive that is done.
process.channel?.unref();
