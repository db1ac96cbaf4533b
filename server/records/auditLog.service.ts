import type { AuditEntry, User } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { AuditFilterInput } from './auditLog.type.ts';

const newestFirst: KeyColumn<AuditEntry>[] = [
  { key: 'createdAt', kind: 'date', direction: 'desc' },
  { key: 'id', kind: 'text', direction: 'desc' },
];

/**
 * What was changed in a course, or on the whole site, newest first. Throws FORBIDDEN to all but the course's staff, or
 * to all but administrators.
 */
export async function listChanges(
  context: Context,
  courseId: string | null,
  { actorId, action }: AuditFilterInput,
  page: PageArguments,
): Promise<Page<AuditEntry>> {
  await requireReader(context, courseId);
  const { auditEntry } = context.database;
  const asked = {
    ...(courseId !== null && { courseId }),
    ...(actorId && { actorId }),
    ...(action && { action }),
  };
  return readPage(
    page,
    newestFirst,
    ({ where, orderBy, take }) => auditEntry.findMany({ where: { AND: [asked, where] }, orderBy, take }),
    () => auditEntry.count({ where: asked }),
  );
}

/** The people and the actions of a log. Throws FORBIDDEN as `listChanges` does. */
export async function listAuditChoices(
  context: Context,
  courseId: string | null,
): Promise<{ actors: User[]; actions: string[] }> {
  await requireReader(context, courseId);
  const where = courseId === null ? {} : { courseId };
  const { auditEntry, user } = context.database;
  const [people, actions] = await Promise.all([
    auditEntry.groupBy({ by: ['actorId'], where: { ...where, actorId: { not: null } } }),
    auditEntry.groupBy({ by: ['action'], where, orderBy: { action: 'asc' } }),
  ]);
  const ids = people.flatMap(({ actorId }) => actorId ?? []);
  const actors = await user.findMany({
    where: { id: { in: ids } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  return { actors, actions: actions.map(({ action }) => action) };
}

async function requireReader(context: Context, courseId: string | null): Promise<void> {
  const viewer = requireViewer(context);
  if (courseId === null && viewer.siteRole !== 'ADMIN')
    throw new ApiError('FORBIDDEN', 'Only an administrator may read what was changed on the whole site.');
  if (courseId !== null && !isStaff(await roleIn(context, courseId)))
    throw new ApiError('FORBIDDEN', "Only the course's instructor and assistants may read what was changed.");
}
