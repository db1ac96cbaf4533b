import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { RecipeIssue } from '#contracts/recipe';
import { optionalText, type Translate } from '../i18n/translate.ts';

export interface ApiError {
  /** As `#contracts/apiErrors` lists them, or UNREACHABLE when no answer came. */
  code: string;
  message: string;
  /** What is wrong with a recipe, field by field. */
  issues: RecipeIssue[];
}

/** What the API answered, or UNREACHABLE and why no answer came. */
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
  return { code: 'UNREACHABLE', message: error instanceof Error ? error.message : String(error), issues: [] };
}

/** All that the API says of an error besides, for programs. */
export function errorDetails(error: unknown): Record<string, unknown> {
  return CombinedGraphQLErrors.is(error) ? (error.errors[0]?.extensions ?? {}) : {};
}

/** An error as people read it: the text of the catalogue for its code, else the API's own sentence. */
export function errorText(t: Translate, error: unknown): string {
  const { code, message } = describeError(error);
  return textOfCode(t, code, message);
}

/** The same for what better-auth answers, which has no code when the server was not reached. */
export function authErrorText(t: Translate, error: { code?: string; message?: string; statusText: string }): string {
  const { code, message, statusText } = error;
  return message ? textOfCode(t, code ?? '', message) : textOfCode(t, 'UNREACHABLE', statusText);
}

function textOfCode(t: Translate, code: string, message: string): string {
  return optionalText(t, `errors.${code}`, { reason: message }) ?? message;
}
