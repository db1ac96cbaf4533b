import { runDetailsSchema } from '#contracts/runDetails';
import type { Run } from '#prisma/client';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import type { RunContext } from './run.service.ts';
import { getRunForViewer, isOwnRun } from './run.service.ts';
import type { UpdateRunInput } from './run.type.ts';

/**
 * Changes what a student writes on their run: name, note and tags. Staff read it, and only the student and their team
 * write it. Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT.
 */
export async function updateRun(context: RunContext, { id, ...input }: UpdateRunInput): Promise<Run> {
  const run = await getRunForViewer(context, id);
  if (!(await isOwnRun(context, run)))
    throw new ApiError(
      'FORBIDDEN',
      "Expected your own run or your team's: its student writes its name, note and tags.",
    );
  const { name, note, tags } = checkInput(runDetailsSchema, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.note != null && { note: input.note }),
    ...(input.tags != null && { tags: input.tags }),
  });
  context.answer = {};
  return context.database.run.update({
    where: { id },
    data: { ...(name !== undefined && { name }), ...(note !== undefined && { note }), ...(tags && { tags }) },
  });
}
