import { InvalidArgumentError } from 'commander';

/** An option's value as a whole number from 0 on. Throws what commander reports as misuse. */
export function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0 on.');
  return Number(value);
}
