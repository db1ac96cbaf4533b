import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Issue } from '#contracts/issues';
import type { RecipeIssue } from '#contracts/recipe';
import { optionalText, type Translate } from '../i18n/translate.ts';

export interface ApiError {
  /** As `#contracts/apiErrors` lists them, or UNREACHABLE when no answer came. */
  code: string;
  message: string;
  /** What is wrong with a recipe, field by field. */
  issues: RecipeIssue[];
}

/** A failure that says in the reader's words what went wrong. */
export class ToldFailure extends Error {}

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

/**
 * An error as people read it: the text of the catalogue for its code, and for the case of it that `extensions.detail`
 * names. The API's own sentence stands in the English texts alone.
 */
export function errorText(t: Translate, error: unknown): string {
  if (error instanceof ToldFailure) return error.message;
  const { code, message, issues } = describeError(error);
  const told = code === 'BAD_USER_INPUT' ? issues.map((issue) => ownTextOf(t, issue)) : [];
  if (told.length > 0 && !told.includes(undefined)) return told.join(' ');
  return textOfCode(t, code, message, errorDetails(error));
}

/** What is wrong with one field, in the words of the catalogue for this kind of fault. */
export function issueText(t: Translate, issue: Issue): string {
  const { message } = issue;
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  return ownTextOf(t, issue) ?? t('fieldProblems.other', { reason: sentence });
}

function ownTextOf(t: Translate, { code, values = {} }: Issue): string | undefined {
  return code === undefined ? undefined : optionalText(t, `fieldProblems.${code}`, valuesIn(values));
}

/** The same for what better-auth answers, which has no code when the server was not reached. */
export function authErrorText(t: Translate, error: AuthError): string {
  const { code, message, status, statusText } = error;
  if (!message) return textOfCode(t, 'UNREACHABLE', statusText, {});
  return textOfCode(t, code ?? (status === 429 ? 'BUSY' : ''), message, { ...error });
}

interface AuthError {
  code?: string;
  message?: string;
  status?: number;
  statusText: string;
}

function textOfCode(t: Translate, code: string, message: string, details: Record<string, unknown>): string {
  const values = { ...valuesIn(details), reason: message };
  return (
    optionalText(t, `errors.${code}_${details.detail}`, values) ??
    optionalText(t, `errors.${code}`, values) ??
    t('errors.OTHER', values)
  );
}

const isoTime = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What a text may say of an error's details: texts, lists, numbers, and times in the reader's zone. */
function valuesIn(details: Record<string, unknown>): Record<string, string | number | Date> {
  const values: Record<string, string | number | Date> = {};
  for (const [name, value] of Object.entries(details))
    if (typeof value === 'number') values[name] = value;
    else if (typeof value === 'string') values[name] = isoTime.test(value) ? new Date(value) : value;
    else if (Array.isArray(value)) values[name] = value.join(', ');
  return values;
}
