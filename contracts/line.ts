import { z } from 'zod';

/** A line that a person types, of at most so many characters without the blanks around it, composed (NFC). */
export function line(most: number) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .refine((text) => text.length >= 1 && text.length <= most, {
      error: ({ input }) => `expected 1 to ${most} characters, received ${String(input).trim().length}`,
      params: { code: 'lineLength', values: { most } },
    })
    .refine((text) => !/\p{Cc}/u.test(text), {
      error: ({ input }) => `expected one line, received ${JSON.stringify(input)}`,
      params: { code: 'oneLine' },
    });
}

/** The same, or nothing. */
export function optionalLine(most: number) {
  return z.union([z.string().trim().length(0), line(most)]);
}
