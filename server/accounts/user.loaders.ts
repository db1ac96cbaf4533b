import type { Database } from '#prisma/client';
import { oneByKey } from '../batch.ts';
import { staffRoles } from '../courses/staff.ts';
import type { Viewer } from './viewer.ts';

export function userLoaders(database: Database, viewer: Viewer | null) {
  return {
    user: oneByKey(
      (ids) => database.user.findMany({ where: { id: { in: ids } } }),
      (user) => user.id,
    ),
    /** Those of the accounts that the viewer teaches or assists in some course. */
    taughtByViewer: oneByKey(
      (ids) =>
        database.user.findMany({
          select: { id: true },
          where: {
            id: { in: ids },
            enrollments: {
              some: { course: { enrollments: { some: { userId: viewer?.id ?? '', role: { in: [...staffRoles] } } } } },
            },
          },
        }),
      (user) => user.id,
    ),
  };
}
