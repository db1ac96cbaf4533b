import type { ApiErrorCode } from '#contracts/apiErrors';

/** What the exit code of `downstream` means. Scripts rely on them. */
export const exitCodes = {
  done: 0,
  runNotSucceeded: 1,
  usage: 2,
  notAllowed: 3,
  refused: 4,
  outOfReach: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The table in `downstream --help`. */
export const exitCodesHelp = `
Exit codes:
  0  done
  1  the run failed or was cancelled
  2  the command was not written as --help says
  3  not signed in, or not allowed
  4  the input was refused
  5  the server is out of reach or did not answer as expected`;

/** What to do next, by the code that the API answered. */
const hints: Partial<Record<ApiErrorCode, string>> = {
  UNAUTHENTICATED: 'Sign in with "downstream login", or set DOWNSTREAM_API_KEY to a key from the settings page.',
  FORBIDDEN: 'Ask the course\'s instructor, or sign in as another account with "downstream login".',
  NOT_ENROLLED: "Join the course on the site with the code that the course's instructor gives out.",
  NOT_FOUND: 'Compare the id with the address of the page on the site.',
  UNKNOWN_BACKBONE: '"downstream backbones" lists the ones there are.',
  RECIPE_NOT_ALLOWED: "The assignment's page says what it allows.",
};

/** Ends the command with one sentence on stderr and an exit code. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = exitCode;
    this.code = code;
    this.hint = options.hint;
  }

  /** An error that the API answered. */
  static ofApi(code: string, message: string): CommandError {
    return new CommandError(exitCodeOf(code), code, message, { hint: hints[code as ApiErrorCode] });
  }
}

function exitCodeOf(code: string): ExitCode {
  switch (code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
    case 'NOT_ENROLLED':
      return exitCodes.notAllowed;
    case 'INTERNAL_SERVER_ERROR':
      return exitCodes.outOfReach;
    default:
      return exitCodes.refused;
  }
}
