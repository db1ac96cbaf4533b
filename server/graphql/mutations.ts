import type { GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Context } from './context.ts';

/** For a mutation that writes nothing which belongs to a course, such as a file to download. */
export const changesNothing = () => Extensions({ changesNothing: true });

/**
 * Lets everything that a mutation's resolver calls know that it changes something, over HTTP and WebSocket alike. The
 * fields of its answer are read like any others.
 */
export function markMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve || field.extensions.changesNothing === true) continue;
    field.resolve = async (root, args, context: Context, info) => {
      context.isChanging = true;
      try {
        return await resolve(root, args, context, info);
      } finally {
        context.isChanging = false;
      }
    };
  }
  return schema;
}
