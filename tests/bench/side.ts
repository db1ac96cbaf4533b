import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { z } from 'zod';

/**
 * One side of a comparison: a process that works only when it is asked, so that two of them can take turns. It is asked
 * on standard input, one line of JSON a request, and answers on standard output in the same way; its first line says
 * that it is ready.
 */
export interface Side<About> {
  /** What it said of itself when it was ready. */
  about: About;
  /** Throws where the process ends instead of answering, with the end of what it printed. */
  ask<Answer extends z.ZodType>(answer: Answer, request: object): Promise<z.output<Answer>>;
  close(): Promise<void>;
}

export interface Command {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

/** Characters of its error output that are kept to tell why it died. */
const keptOutput = 4000;

const running = new Set<ChildProcess>();

/** Ends the sides that a case has left behind because it failed. */
export function endSides(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a side and waits until it is ready. */
export async function openSide<About extends z.ZodType>(
  about: About,
  { command, args, env = {} }: Command,
): Promise<Side<z.output<About>>> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
  running.add(child);
  child.once('close', () => running.delete(child));
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-keptOutput);
  });
  // A request to a process that has just died fails here too; what is told is how it died.
  child.stdin.on('error', () => {});
  const closed = once(child, 'close');
  closed.catch(() => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();

  async function answer<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    const { value, done } = await lines.next();
    if (!done) return schema.parse(JSON.parse(value));
    const [code, signal] = await closed;
    throw new Error(
      `expected an answer from ${[command, ...args].join(' ').slice(0, 200)}, ` +
        `but it ended with ${signal ?? code}: ${printed.trim()}`,
    );
  }

  return {
    about: await answer(about),
    ask(schema, request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return answer(schema);
    },
    async close() {
      child.stdin.end();
      await closed;
    },
  };
}
