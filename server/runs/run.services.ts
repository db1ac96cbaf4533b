import type { Queue } from '#prisma/queue';
import type { Context } from '../graphql/context.ts';

/** What runs need of a server. */
export interface RunServices {
  queue: Queue;
}

export type RunContext = Context & RunServices;
