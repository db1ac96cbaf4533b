import type { Prisma } from '#prisma/client';

/** Something that a zod schema has checked, as a JSON column takes it. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
