export type Fault = 'STUDENT' | 'SYSTEM';

/** Why a run ends in FAILED, and whose fault that is. A failure that is the system's costs no quota. */
const faults = {
  BAD_IMAGE: 'SYSTEM',
  BUDGET_EXCEEDED: 'STUDENT',
  DISK_FULL: 'SYSTEM',
  ENGINE_CRASHED: 'SYSTEM',
  ENGINE_UNAVAILABLE: 'SYSTEM',
  INTERNAL: 'SYSTEM',
  NAN_LOSS: 'STUDENT',
  OUT_OF_MEMORY: 'SYSTEM',
  RECIPE_UNSUPPORTED: 'STUDENT',
  TIMED_OUT: 'SYSTEM',
  WEIGHTS_UNAVAILABLE: 'SYSTEM',
  WORKER_LOST: 'SYSTEM',
} as const satisfies Record<string, Fault>;
export type FailureCode = keyof typeof faults;
export const failureCodes = Object.keys(faults) as FailureCode[];

/** Whose fault a failure is. */
export function faultOf(code: FailureCode): Fault {
  return faults[code];
}

/** The failure codes that cost no quota. */
export const systemFailureCodes: readonly FailureCode[] = failureCodes.filter((code) => faults[code] === 'SYSTEM');

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
