import { recipeSchema } from '#contracts/recipe';
import { openStatuses, type RunStatus } from '#contracts/runStatus';
import { Prisma, type Run } from '#prisma/client';
import { readByHash } from '#prisma/hashJoins';
import { runsQueue } from '#prisma/queue';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, roleIn, staffRoles } from '../courses/access.ts';
import { type KeyColumn, mostPerPage, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { containing, searchWords } from '../graphql/search.ts';
import { getRun, isOwnRun } from '../runs/run.service.ts';
import type { QueueFilterInput } from './queue.type.ts';

export interface QueuedRun {
  run: Run;
  position: number;
  status: RunStatus;
  backbone: string;
  submittedAt: Date;
}

export interface QueueCounts {
  waiting: number;
  running: number;
}

/** How many runs of everybody wait, and how many workers have. */
export async function countQueue({ database }: Context): Promise<QueueCounts> {
  const counts = await database.run.groupBy({
    by: ['status'],
    where: { status: { in: [...openStatuses] } },
    _count: true,
  });
  const waiting = counts.find(({ status }) => status === 'QUEUED')?._count ?? 0;
  const all = counts.reduce((sum, { _count }) => sum + _count, 0);
  return { waiting, running: all - waiting };
}

interface Place {
  id: string;
  /** 0: a worker has it, or takes it just now. */
  position: number;
  isWaiting: number;
  rank: number;
  since: string;
}

/** The order in which pg-boss hands out its jobs; before them the runs that workers have, the oldest first. */
const inTurn: KeyColumn<Place>[] = [
  { key: 'isWaiting', kind: 'int', direction: 'asc', sql: Prisma.sql`"isWaiting"` },
  { key: 'rank', kind: 'int', direction: 'asc', sql: Prisma.sql`rank` },
  { key: 'since', kind: 'text', direction: 'asc', sql: Prisma.sql`since` },
  { key: 'id', kind: 'text', direction: 'asc', sql: Prisma.sql`id` },
];

/**
 * One page of the runs that have not ended and that the viewer may see: those that workers have, then those that wait,
 * in turn. Throws UNAUTHENTICATED or BAD_USER_INPUT.
 */
export async function pageOfQueue(
  context: Context,
  { mine, assignmentId, search }: QueueFilterInput,
  page: PageArguments,
): Promise<Page<QueuedRun>> {
  const { database } = context;
  const viewer = requireViewer(context);
  const isOwn = Prisma.sql`(run."studentId" = ${viewer.id} OR EXISTS (
    SELECT 1 FROM team_member WHERE team_member."teamId" = run."teamId" AND team_member."userId" = ${viewer.id}))`;
  const isVisible = Prisma.sql`EXISTS (
    SELECT 1 FROM assignment JOIN enrollment ON enrollment."courseId" = assignment."courseId"
    WHERE assignment.id = run."assignmentId" AND enrollment."userId" = ${viewer.id} AND enrollment."removedAt" IS NULL
      AND (${isOwn} OR enrollment.role::text = ANY(${[...staffRoles]})))`;
  const conditions = [
    ...(viewer.siteRole === 'ADMIN' ? [] : [isVisible]),
    ...(mine ? [isOwn] : []),
    ...(assignmentId == null ? [] : [Prisma.sql`run."assignmentId" = ${assignmentId}`]),
    ...searchWords(search).map((word) => {
      const pattern = `%${containing(word).contains}%`;
      return Prisma.sql`EXISTS (SELECT 1 FROM "user" WHERE "user".id = run."studentId"
        AND ("user".name ILIKE ${pattern} OR "user".email ILIKE ${pattern}))`;
    }),
  ];
  // All open runs are numbered before the viewer's are picked. Times of jobs have microseconds, which Date has not; as
  // text they are compared letter by letter.
  const places = Prisma.sql`
    SELECT run.id, CASE WHEN run."isWaiting" THEN run.place ELSE 0 END AS position, run."isWaiting"::int AS "isWaiting",
      coalesce(-run.priority, 0) AS rank,
      to_char(coalesce(run.created_on AT TIME ZONE 'UTC', run."submittedAt"), 'YYYYMMDDHH24MISSUS') COLLATE "C" AS since
    FROM (
      SELECT run.id, run."studentId", run."teamId", run."assignmentId", run."submittedAt", job.priority, job.created_on,
        job.id IS NOT NULL AS "isWaiting",
        (row_number() OVER (
          PARTITION BY job.id IS NULL ORDER BY job.priority DESC, job.created_on, job.id
        ))::int AS place
      FROM run LEFT JOIN pgboss.job ON job.name = ${runsQueue} AND job.id = run."jobId"::uuid
        AND job.state IN ('created', 'retry') AND run.status = 'QUEUED'
      WHERE run.status = ANY(${[...openStatuses]}::"RunStatus"[])
    ) AS run
    WHERE ${Prisma.join([Prisma.sql`TRUE`, ...conditions], ' AND ')}`;
  const found = await readPage(
    page,
    inTurn,
    ({ sql, take }) =>
      readByHash<Place>(
        database,
        Prisma.sql`SELECT * FROM (${places}) AS place WHERE ${sql.where} ORDER BY ${sql.orderBy} LIMIT ${take}`,
      ),
    async () => {
      const [row] = await readByHash<{ count: number }>(
        database,
        Prisma.sql`SELECT count(*)::int AS count FROM (${places}) AS place`,
      );
      return row?.count ?? 0;
    },
  );
  const entryOf = async ({ id, position }: Place): Promise<QueuedRun> => {
    const run = await getRun(context, id);
    const { backbone } = recipeSchema.parse(run.recipe);
    return { run, position, status: run.status, backbone, submittedAt: run.submittedAt };
  };
  const nodes = await Promise.all(found.nodes.map(entryOf));
  return { ...found, nodes, edges: found.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index]! })) };
}

const mostEntries = 500;

/** The first of the runs that have not ended and that the viewer may see, for clients of the list without pages. */
export async function firstEntries(context: Context): Promise<QueuedRun[]> {
  const entries: QueuedRun[] = [];
  for (let after: string | null = null; entries.length < mostEntries; ) {
    const { nodes, pageInfo } = await pageOfQueue(context, {}, { first: mostPerPage, after });
    entries.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return entries;
}

/** The entry's run when the viewer may see it: their own, or one of a course that they give. */
export async function runOfEntry(context: Context, { run }: QueuedRun): Promise<Run | null> {
  const { courseId } = await getAssignment(context, run.assignmentId);
  const role = await roleIn(context, courseId);
  return isStaff(role) || (role !== null && (await isOwnRun(context, run))) ? run : null;
}
