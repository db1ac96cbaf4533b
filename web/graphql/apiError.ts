import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { RecipeIssue } from '#contracts/recipe';

export interface ApiError {
  /** As `#contracts/apiErrors` lists them, or UNREACHABLE when no answer came. */
  code: string;
  message: string;
  /** What is wrong with a recipe, field by field. */
  issues: RecipeIssue[];
}

/** What the API said, in its own sentence, or that it could not be reached. */
export function describeError(error: unknown): ApiError {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const extensions = first?.extensions ?? {};
    return {
      code: typeof extensions.code === 'string' ? extensions.code : 'INTERNAL_SERVER_ERROR',
      message: first?.message ?? error.message,
      issues: Array.isArray(extensions.issues) ? (extensions.issues as RecipeIssue[]) : [],
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'UNREACHABLE',
    message: `The server could not be reached (${reason}). Check the connection and try again.`,
    issues: [],
  };
}
