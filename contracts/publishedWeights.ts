import { z } from 'zod';

const id = z.uuid();

/** Whether a recipe's `weights` are the id of weights that a course published, and not a name of the backbone's own. */
export function isPublishedId(weights: string): boolean {
  return id.safeParse(weights).success;
}
