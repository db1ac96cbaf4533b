import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { callersDirectory } from '#machine/environment';
import { CommandError, exitCodes } from './exitCodes.ts';

/** A path as the person meant it. */
export function callersPath(path: string): string {
  return resolve(callersDirectory(), path);
}

/** What to do when reading the file at `path` fails: end the command with FILE_UNREADABLE. */
export function unreadable(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' }[cause.code ?? ''] ?? cause.message;
    throw new CommandError(exitCodes.refused, 'FILE_UNREADABLE', `${path} cannot be read: ${why}.`, { cause });
  };
}

/** An option's value as a whole number from 0 on. Throws what commander reports as misuse. */
export function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0 on.');
  return Number(value);
}

/** Of an option that may be given several times: all its values. */
export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

/** Of an option: a whole number from 1 on. */
export function atLeastOne(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('expected a whole number from 1 on.');
  return Number(value);
}
