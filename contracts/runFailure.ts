/**
 * Why a run ends in FAILED: a closed list. A code says whose fault it is; a failure that is the system's costs no
 * quota.
 */
export const failureCodes = [
  'BAD_IMAGE',
  'DISK_FULL',
  'ENGINE_CRASHED',
  'ENGINE_UNAVAILABLE',
  'INTERNAL',
  'NAN_LOSS',
  'OUT_OF_MEMORY',
  'RECIPE_UNSUPPORTED',
  'TIMED_OUT',
  'WEIGHTS_UNAVAILABLE',
  'WORKER_LOST',
] as const;
export type FailureCode = (typeof failureCodes)[number];
export type Fault = 'STUDENT' | 'SYSTEM';

/** Whose fault a failure is. */
export function faultOf(code: FailureCode): Fault {
  switch (code) {
    case 'NAN_LOSS':
    case 'RECIPE_UNSUPPORTED':
      return 'STUDENT';
    case 'BAD_IMAGE':
    case 'DISK_FULL':
    case 'ENGINE_CRASHED':
    case 'ENGINE_UNAVAILABLE':
    case 'INTERNAL':
    case 'OUT_OF_MEMORY':
    case 'TIMED_OUT':
    case 'WEIGHTS_UNAVAILABLE':
    case 'WORKER_LOST':
      return 'SYSTEM';
    default:
      return code satisfies never;
  }
}

/** The failure codes that cost no quota. */
export const systemFailureCodes: readonly FailureCode[] = failureCodes.filter((code) => faultOf(code) === 'SYSTEM');

/**
 * Thrown where a run cannot go on. `message` says what was expected and what came, in one sentence a student can read.
 */
export class RunFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RunFailure';
    this.code = code;
  }
}
