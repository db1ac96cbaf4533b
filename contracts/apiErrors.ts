/**
 * The codes that the GraphQL API and the upload address answer with, in `extensions.code`. Stable: scripts rely on
 * them.
 */
const apiErrorCodes = [
  'ALREADY_ENROLLED',
  'ASSIGNMENT_CLOSED',
  'BAD_IMAGE',
  'BAD_USER_INPUT',
  'BUSY',
  'DATASET_INVALID',
  'EMAIL_NOT_CONFIRMED',
  'EMAIL_TAKEN',
  'FORBIDDEN',
  'HAND_OVER_FIRST',
  'IMPORT_FINISHED',
  'IMPORT_NOT_WAITING',
  'LAST_ADMINISTRATOR',
  'LINK_INVALID',
  'MODEL_NOT_KEPT',
  'NAME_TAKEN',
  'NOT_ENROLLED',
  'NOT_FOUND',
  'QUERY_TOO_EXPENSIVE',
  'QUOTA_EXCEEDED',
  'RECIPE_INVALID',
  'RECIPE_NOT_ALLOWED',
  'RUN_FINISHED',
  'RUN_NOT_SUCCEEDED',
  'SECOND_FACTOR_MISSING',
  'TOO_MANY_MAILS',
  'TOO_MANY_PASSWORDS',
  'UNAUTHENTICATED',
  'UNKNOWN_BACKBONE',
  'UPLOAD_NOT_FOUND',
  'WEIGHTS_UNCHANGED',
  'WRONG_PASSWORD',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];
