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
  'CHANGED_MEANWHILE',
  'COURSE_ARCHIVED',
  'DATASET_INVALID',
  'FORBIDDEN',
  'IMPORT_FINISHED',
  'IMPORT_NOT_WAITING',
  'INVITATION_INVALID',
  'JOIN_CLOSED',
  'LAST_INSTRUCTOR',
  'MODEL_NOT_KEPT',
  'NAME_TAKEN',
  'NOT_ENROLLED',
  'NOT_FOUND',
  'QUERY_TOO_EXPENSIVE',
  'QUOTA_EXCEEDED',
  'RECIPE_INVALID',
  'RECIPE_NOT_ALLOWED',
  'REMOVED_FROM_COURSE',
  'ROSTER_CHANGED',
  'RUN_FINISHED',
  'RUN_NOT_FINISHED',
  'RUN_NOT_QUEUED',
  'RUN_NOT_SUCCEEDED',
  'UNAUTHENTICATED',
  'UNKNOWN_BACKBONE',
  'UPLOAD_NOT_FOUND',
  'WEIGHTS_UNCHANGED',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];
