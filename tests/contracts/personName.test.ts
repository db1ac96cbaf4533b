import { describe, expect, it } from 'vitest';
import { nearestName } from '#contracts/personName';
import { personName } from '#contracts/personNameSchema';

describe('a name', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    // Hangul from a keyboard that writes single letters, and a composed accent.
    ['김민준'.normalize('NFD'), '김민준'],
    ['Zoe\u0308', 'Zoë'],
    ['O’Brien-Smith, Jr.', 'O’Brien-Smith, Jr.'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['7', '7'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('may be %j', (typed, stored) => {
    expect(personName.parse(typed)).toBe(stored);
    expect(nearestName(typed)).toBe(stored);
  });

  it.each([
    ['', 'nothing to see'],
    ['   ', 'blanks'],
    ['\u200b\u200d', 'only invisible'],
    ['\u3164\u3164', 'Hangul fillers'],
    ['\u2800', 'a blank of Braille'],
    ['x'.repeat(101), '101 characters'],
    ['Ada\u202eecalevoL', 'turned around'],
    ['Ada\u2066x', 'an isolate'],
    ['Ada\u0007', 'a bell'],
    ['Ada\nLovelace', 'two lines'],
    ['A\u0300\u0301\u0302\u0303\u0304\u0305da', 'a pile of accents'],
  ])('may not be %j (%s)', (typed) => {
    expect(personName.safeParse(typed).success).toBe(false);
  });

  it('of another system becomes the nearest one that may be', () => {
    expect(nearestName('Ada\u202e\u0007 Love\u200blace')).toBe('Ada Lovelace');
    expect(nearestName('x'.repeat(5000))).toBe('x'.repeat(100));
    expect(nearestName('\u200b\n')).toBeUndefined();
  });
});
