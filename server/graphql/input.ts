import type { z } from 'zod';
import { check, type Issue, sentence } from '#contracts/issues';
import type { Prisma } from '#prisma/client';
import { ApiError } from './errors.ts';

/** Checks what GraphQL's types cannot say. Throws BAD_USER_INPUT with every issue. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { value, issues } = check(schema, input, 'input');
  if (issues) throw new ApiError('BAD_USER_INPUT', `${sentence(issues)}.`, { issues });
  return value;
}

/** BAD_USER_INPUT about one field, for what no schema can say. */
export function wrongField(path: string, message: string, fault: Pick<Issue, 'code' | 'values'>): ApiError {
  return new ApiError('BAD_USER_INPUT', `${path}: ${message}.`, { issues: [{ path, message, ...fault }] });
}

/** Something that a zod schema has checked, as a JSON column takes it. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
