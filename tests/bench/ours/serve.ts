import { createInterface } from 'node:readline';

/**
 * What work takes: seconds that pass, and seconds of processors, which say the same on a machine that has other things
 * to do.
 */
export async function timed(work: () => Promise<unknown>): Promise<{ seconds: number; processorSeconds: number }> {
  const used = process.cpuUsage();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { seconds, processorSeconds: (user + system) / 1e6 };
}

/**
 * Says that this side is ready, with what `about` holds, and answers each request until there are no more. See
 * `side.ts`.
 */
export async function serve(about: object, answer: (request: unknown) => Promise<object>): Promise<void> {
  say(about);
  for await (const line of createInterface(process.stdin)) say(await answer(JSON.parse(line)));
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
