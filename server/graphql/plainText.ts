import { type DocumentNode, Kind, visit } from 'graphql';
import { ApiError } from './errors.ts';

/**
 * Whether PostgreSQL can store a text and a person can read it: no control characters but tabs and line ends, no half
 * of a character.
 */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);
}

/**
 * Throws BAD_USER_INPUT naming the first text in `value` that is not plain, at any depth of lists and objects. Names of
 * fields are checked too.
 */
export function requirePlainText(value: unknown, path: string): void {
  if (typeof value === 'string' && !isPlainText(value))
    throw new ApiError(
      'BAD_USER_INPUT',
      `${path}: expected text without control characters, received ${JSON.stringify(value)}.`,
      { http: { status: 400 } },
    );
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    requirePlainText(name, path);
    requirePlainText(inner, `${path}.${name}`);
  }
}

/**
 * Checks every text of a request, in its document and in its variables, before it reaches the database.
 */
export function requirePlainQuestion(document: DocumentNode, variables: unknown): void {
  visit(document, {
    enter(node) {
      if (node.kind === Kind.STRING) requirePlainText(node.value, 'question');
    },
  });
  requirePlainText(variables, 'variables');
}
