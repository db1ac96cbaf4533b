import { GraphQLError } from 'graphql';
import type { ApiErrorCode } from '#contracts/apiErrors';

/**
 * A refusal of the API: a stable code, a sentence that says what was expected and what came, and details for programs.
 */
export class ApiError extends GraphQLError {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
    this.code = code;
  }
}

/** What people read where the cause of an error is a full disk (`isDiskFull`). */
export function diskFull(): ApiError {
  return new ApiError('DISK_FULL', "Expected room on the server's disk, but it is full: try again when there is room.");
}
