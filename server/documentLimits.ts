import {
  type ASTVisitor,
  GraphQLError,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/**
 * How long a question may be, over HTTP and WebSocket alike. A thousand aliases of one field would be a thousand
 * questions.
 */
export const parseOptions = { maxTokens: 4000 } as const;

/** Deeper than any sensible question; the schema has cycles, and every level of a list multiplies the work. */
export const deepestQuery = 12;

/** Refuses documents whose fields nest more than `deepestQuery` deep. Introspection has GraphQL's own limit. */
function depthLimit(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, number>();
  const depthOf = (selectionSet: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(selectionSet?.selections ?? []).map((selection) => {
        if (selection.kind === 'Field')
          return selection.name.value.startsWith('__') ? 0 : 1 + depthOf(selection.selectionSet);
        return selection.kind === 'InlineFragment'
          ? depthOf(selection.selectionSet)
          : depthOfFragment(selection.name.value);
      }),
    );
  const depthOfFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // A fragment that spreads itself is another rule's to refuse; here it must only come to an end.
    fragments.set(name, 0);
    const depth = depthOf(context.getFragment(name)?.selectionSet);
    fragments.set(name, depth);
    return depth;
  };
  return {
    OperationDefinition(operation) {
      const depth = depthOf(operation.selectionSet);
      if (depth > deepestQuery)
        context.reportError(
          new GraphQLError(`Expected fields nested at most ${deepestQuery} deep, received ${depth}.`, {
            nodes: operation,
          }),
        );
    },
  };
}

/** What a question must meet beyond GraphQL's own rules, over HTTP and WebSocket alike. */
export const validationRules: readonly ValidationRule[] = [depthLimit];
