import type { Environment } from '#machine/environment';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

/** DATABASE_URL of a command that does not start a database itself. Throws DATABASE_URL_MISSING. */
export function requireDatabase({ DATABASE_URL }: Environment): string {
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  throw new CommandError(
    exitCodes.refused,
    'DATABASE_URL_MISSING',
    'Expected DATABASE_URL to name the PostgreSQL database of the site, received none.',
  );
}
