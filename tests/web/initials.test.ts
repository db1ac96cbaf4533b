import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../web/components/page/initials.ts';

describe('what stands for somebody in a circle', () => {
  it.each([
    ['김은지', '은지'],
    ['김 은지', '은지'],
    ['남궁민수', '민수'],
    ['김준', '준'],
    // As a Mac writes it, letter by letter.
    ['김은지'.normalize('NFD'), '은지'],
  ])('is the end of the given name of %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

  it.each([['Ada Lovelace'], ['김 Ada'], ['']])('is left to Mantine of “%s”', (name) =>
    expect(initialsOf(name)).toBeUndefined(),
  );
});
