import { z } from 'zod';

/** What a student writes on their run: characters, and how many tags. */
export const longestRunName = 100;
export const longestRunNote = 2000;
export const mostTags = 10;
export const longestTag = 30;

/** Tags are searched word by word, and small and capital letters are the same. */
const tagSchema = z
  .string()
  .transform((tag) => tag.trim().normalize('NFC').toLowerCase())
  .pipe(
    z
      .string()
      .min(1)
      .max(longestTag)
      .refine((tag) => !/[\s,]/.test(tag), {
        message: 'expected a tag without blanks and commas',
        params: { code: 'tagWithBlanks' },
      }),
  );

/** A field that is left out stays as it is. */
export const runDetailsSchema = z.strictObject({
  /** Null: no name of its own. */
  name: z
    .string()
    .trim()
    .max(longestRunName)
    .transform((name) => name.normalize('NFC') || null)
    .nullable()
    .optional(),
  note: z.string().trim().max(longestRunNote).optional(),
  tags: z
    .array(tagSchema)
    .transform((tags) => [...new Set(tags)])
    .pipe(z.array(z.string()).max(mostTags))
    .optional(),
});
