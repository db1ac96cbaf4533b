import { createInterface } from 'node:readline';

/** Says that this side is ready, with what `about` holds, and answers each request until there are no more. See `side.ts`. */
export async function serve(about: object, answer: (request: unknown) => Promise<object>): Promise<void> {
  say(about);
  for await (const line of createInterface(process.stdin)) say(await answer(JSON.parse(line)));
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
