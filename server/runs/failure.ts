import { type FailureCode, faultOf } from '#contracts/runFailure';
import type { Assignment, Run } from '#prisma/client';
import type { Context } from '../context.ts';
import { roleIn } from '../courses/access.ts';
import { isStaff } from '../courses/staff.ts';
import type { Failure } from './run.type.ts';

/** Why a run failed; null when it did not. */
export async function readFailure(context: Context, run: Run, assignment: Assignment): Promise<Failure | null> {
  if (run.status !== 'FAILED') return null;
  const code = (run.failureCode ?? 'INTERNAL') as FailureCode;
  // The message names the file, which may be one of the sealed test set.
  const hidden = code === 'BAD_IMAGE' && !isStaff(await roleIn(context, assignment.courseId));
  const message = hidden
    ? "Expected images that can be read, received one that cannot; the course's instructor can see which."
    : run.failureMessage;
  return { code, message: message ?? '', fault: faultOf(code) };
}
