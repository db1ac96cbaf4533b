import type { DatasetImport } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { requireStaff } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/** An import of a course that the viewer gives. Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function getImport(context: Context, id: string): Promise<DatasetImport> {
  requireViewer(context);
  const row = await context.database.datasetImport.findUnique({ where: { id } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of an import, received "${id}".`);
  await requireStaff(context, row.courseId, 'see an import');
  return row;
}
