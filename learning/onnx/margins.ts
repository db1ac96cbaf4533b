import { z } from 'zod';

/** One for the rows or before, one for the columns or after. */
export const pairSchema = z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly();
export type Pair = z.infer<typeof pairSchema>;

/** Before and after: for the rows, for the columns. */
export const marginsSchema = z.tuple([pairSchema, pairSchema]).readonly();
export type Margins = z.infer<typeof marginsSchema>;

export const noZeros: Margins = [
  [0, 0],
  [0, 0],
];
