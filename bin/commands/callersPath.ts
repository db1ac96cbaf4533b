import { resolve } from 'node:path';

/** A path as the person meant it: npm runs commands in the clone's root and notes in INIT_CWD where the person was. */
export function callersPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
