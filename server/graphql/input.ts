import { z } from 'zod';
import { check, sentence } from '#contracts/issues';
import type { Prisma } from '#prisma/client';
import { ApiError } from './errors.ts';

/** Checks what GraphQL's types cannot say. Throws BAD_USER_INPUT with every issue. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { value, issues } = check(schema, input, 'input');
  if (issues) throw new ApiError('BAD_USER_INPUT', `${sentence(issues)}.`, { issues });
  return value;
}

/** Something that a zod schema has checked, as a JSON column takes it. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** A line that a person typed, of at most so many characters without the blanks around it. */
export function lineOf(most: number) {
  return z
    .string()
    .trim()
    .refine((text) => text.length >= 1 && text.length <= most, {
      error: ({ input }) => `expected 1 to ${most} characters, received ${String(input).trim().length}`,
    })
    .refine((text) => !/\p{Cc}/u.test(text), {
      error: ({ input }) => `expected one line, received ${JSON.stringify(input)}`,
    });
}

/** E.g. a title. */
export const shortText = lineOf(200);
