import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** How long a question may be, over HTTP and WebSocket alike. */
export const parseOptions = { maxTokens: 4000 } as const;

/** Deeper than any sensible question; the schema has cycles, and every level of a list multiplies the work. */
export const deepestQuery = 12;
/** Each alias of a field is one more question. */
export const mostAliases = 50;

/** Armor would call every refusal a syntax error. */
const onReject = [
  (context: ValidationContext | null, { message }: GraphQLError) =>
    context?.reportError(new GraphQLError(message.replace('Syntax Error: ', ''))),
];
const reported = { onReject, propagateOnRejection: false };

/**
 * What a question must meet beyond GraphQL's own rules, over HTTP and WebSocket alike. Introspection has GraphQL's own
 * limit.
 */
export const validationRules: ValidationRule[] = new ApolloArmor({
  // Without flattenFragments a fragment would count as a level.
  maxDepth: { n: deepestQuery, flattenFragments: true, ...reported },
  maxAliases: { n: mostAliases, ...reported },
  maxDirectives: { n: 50, ...reported },
  // It believes a `first` that is written in the document and ignores one in a variable.
  costLimit: { enabled: false },
  // GraphQL's own parser counts tokens, also for the WebSocket.
  maxTokens: { enabled: false },
  // Anybody may explore the API.
  blockFieldSuggestion: { enabled: false },
}).protect().validationRules;
