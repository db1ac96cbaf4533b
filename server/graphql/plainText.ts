import { type DocumentNode, Kind, visit } from 'graphql';
import { ApiError } from './errors.ts';

/**
 * Whether PostgreSQL can store a text and a person can read it: no control characters but tabs and line ends, no half
 * of a character.
 */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);
}

/** Deeper than anything that this API takes. What reads JSON by recursion would end with the stack. */
const deepestValue = 64;

/**
 * Throws BAD_USER_INPUT naming the first text in `value` that is not plain, at any depth of lists and objects, or when
 * they are nested too deeply. Names of fields are checked too.
 */
export function requirePlainText(value: unknown, path: string, depth = 0): void {
  if (typeof value === 'string' && !isPlainText(value))
    throw new ApiError(
      'BAD_USER_INPUT',
      `${path}: expected text without control characters, received ${JSON.stringify(value)}.`,
      { ...badRequest, detail: 'CONTROL_CHARACTERS' },
    );
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepestValue)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected lists and objects at most ${deepestValue} levels deep, received more.`,
      badRequest,
    );
  for (const [name, inner] of Object.entries(value)) {
    requirePlainText(name, path);
    requirePlainText(inner, `${path}.${name}`, depth + 1);
  }
}

const badRequest = { http: { status: 400 } };

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
