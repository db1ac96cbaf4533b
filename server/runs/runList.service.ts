import { backboneNames } from '#contracts/backbones';
import { type Database, Prisma, type Run } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, requireMember, staffRoles } from '../courses/access.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { patternOf, searchWords } from '../graphql/search.ts';
import type { RunFilterInput } from './runList.type.ts';

// Lists of runs are read by conditions that an index answers, however many runs there are: whom a word may mean, whose
// runs somebody sees, is looked up first. A condition on a relation inside of an OR would be asked of every run.

const newestFirst: KeyColumn<Run>[] = [
  { key: 'submittedAt', kind: 'date', direction: 'desc', sql: Prisma.sql`run."submittedAt"` },
  { key: 'id', kind: 'text', direction: 'desc', sql: Prisma.sql`run.id` },
];

/**
 * An assignment's runs, newest first: all to its staff, to a student their own and their team's. Throws NOT_ENROLLED,
 * FORBIDDEN or BAD_USER_INPUT.
 */
export async function pageOfAssignment(
  context: Context,
  { id: assignmentId, courseId }: { id: string; courseId: string },
  filter: RunFilterInput,
  page: PageArguments,
): Promise<Page<Run>> {
  const viewer = requireViewer(context);
  const staff = isStaff(await requireMember(context, courseId));
  if (!staff && filter.studentId != null && filter.studentId !== viewer.id)
    throw new ApiError(
      'FORBIDDEN',
      "Expected your own id as studentId. Only the course's instructor and assistants see other students' runs.",
    );
  const seesAll = staff && !filter.mine;
  return pageOf(
    context,
    [
      Prisma.sql`run."assignmentId" = ${assignmentId}`,
      ...(seesAll ? [] : [isOwn(viewer.id, await teamsOf(context.database, viewer.id))]),
      ...(await meets(context.database, filter, staff ? courseId : undefined)),
    ],
    page,
    { hasLectures: false },
  );
}

/**
 * The viewer's own and their teams' runs of the courses that they are in, newest first. Throws UNAUTHENTICATED or
 * BAD_USER_INPUT.
 */
export async function pageOfViewer(context: Context, filter: RunFilterInput, page: PageArguments): Promise<Page<Run>> {
  const { own } = await visibleTo(context.database, requireViewer(context).id);
  return pageOf(context, [own, ...(await meets(context.database, filter))], page);
}

/** The runs of a worker that the viewer may see, newest first. Throws UNAUTHENTICATED or BAD_USER_INPUT. */
export async function pageOfWorker(context: Context, workerId: string, page: PageArguments): Promise<Page<Run>> {
  const { all } = await visibleTo(context.database, requireViewer(context).id);
  return pageOf(context, [Prisma.sql`run."workerId" = ${workerId}`, all], page);
}

/** The runs with a backbone that the viewer may see, newest first. Throws UNAUTHENTICATED or BAD_USER_INPUT. */
export async function pageOfBackbone(context: Context, backbone: string, page: PageArguments): Promise<Page<Run>> {
  const { all } = await visibleTo(context.database, requireViewer(context).id);
  return pageOf(context, [isOneOf(Prisma.sql`run.backbone`, [backbone]), all], page);
}

/** A person's own and their teams' runs of the courses that they are in, and `all`: those of courses that they give. */
async function visibleTo(database: Database, userId: string): Promise<Record<'own' | 'all', Prisma.Sql>> {
  const [assignments, teamIds] = await Promise.all([
    database.$queryRaw<{ id: string; isTaught: boolean }[]>`
      SELECT assignment.id, enrollment.role::text IN (${Prisma.join([...staffRoles])}) AS "isTaught"
      FROM enrollment JOIN assignment ON assignment."courseId" = enrollment."courseId"
      WHERE enrollment."userId" = ${userId} AND enrollment."removedAt" IS NULL`,
    teamsOf(database, userId),
  ]);
  const inOneOf = (some: typeof assignments) =>
    isOneOf(
      Prisma.sql`run."assignmentId"`,
      some.map(({ id }) => id),
    );
  const own = Prisma.sql`(${isOwn(userId, teamIds)} AND ${inOneOf(assignments)})`;
  return { own, all: Prisma.sql`(${own} OR ${inOneOf(assignments.filter(({ isTaught }) => isTaught))})` };
}

/** Runs that a person submitted or that are one of these teams'. */
function isOwn(userId: string, teamIds: readonly string[]): Prisma.Sql {
  const submitted = Prisma.sql`run."studentId" = ${userId}`;
  return teamIds.length === 0 ? submitted : Prisma.sql`(${submitted} OR ${isOneOf(Prisma.sql`run."teamId"`, teamIds)})`;
}

async function teamsOf(database: Database, userId: string): Promise<string[]> {
  const rows = await database.teamMember.findMany({ where: { userId }, select: { teamId: true } });
  return rows.map(({ teamId }) => teamId);
}

/** Without lectures it leaves out their runs, which are on the lecture's own page. */
function pageOf(
  { database }: Context,
  conditions: Prisma.Sql[],
  page: PageArguments,
  { hasLectures } = { hasLectures: true },
): Promise<Page<Run>> {
  const where = Prisma.join(conditions, ' AND ');
  const ofLecture = Prisma.sql`SELECT FROM lecture_run WHERE lecture_run."runId" = run.id`;
  const shown = hasLectures ? where : Prisma.sql`${where} AND NOT EXISTS (${ofLecture})`;
  // Few runs are of lectures: counting those and all takes half as long as looking each one up.
  const leftOut = hasLectures
    ? Prisma.sql`0`
    : Prisma.sql`(SELECT count(*) FROM run JOIN lecture_run ON lecture_run."runId" = run.id WHERE ${where})`;
  return readPage(
    page,
    newestFirst,
    ({ sql, take }) => database.$queryRaw<Run[]>`
      SELECT run.* FROM run WHERE ${shown} AND ${sql.where} ORDER BY ${sql.orderBy} LIMIT ${take}`,
    async () => {
      const [row] = await database.$queryRaw<{ runs: number }[]>`
        SELECT ((SELECT count(*) FROM run WHERE ${where}) - ${leftOut})::int AS runs`;
      return row?.runs ?? 0;
    },
  );
}

/** @param courseId whose people a word may mean; undefined where the asker must not search for people */
async function meets(
  database: Database,
  { statuses, studentId, teamId, backbones, tags, revision, reruns, search }: RunFilterInput,
  courseId?: string,
): Promise<Prisma.Sql[]> {
  return [
    ...(statuses ? [isOneOf(Prisma.sql`run.status`, statuses, Prisma.sql`"RunStatus"`)] : []),
    ...(studentId != null ? [Prisma.sql`run."studentId" = ${studentId}`] : []),
    ...(teamId != null ? [Prisma.sql`run."teamId" = ${teamId}`] : []),
    ...(revision != null ? [Prisma.sql`run.revision = ${revision}::int`] : []),
    ...(reruns != null ? [Prisma.sql`(run."rerunOf" IS NOT NULL) = ${reruns}`] : []),
    ...(backbones ? [isOneOf(Prisma.sql`run.backbone`, backbones)] : []),
    ...(tags ? [hasTags(tags)] : []),
    ...(await Promise.all(searchWords(search).map((word) => hasWord(database, word, courseId)))),
  ];
}

/** A word that is part of a run's name, backbone or student, or one of its tags. */
async function hasWord(database: Database, word: string, courseId: string | undefined): Promise<Prisma.Sql> {
  const isPart = (name: string) => name.toLowerCase().includes(word.toLowerCase());
  const studentIds = courseId === undefined ? [] : await peopleCalled(database, courseId, word);
  return Prisma.sql`(run.name ILIKE ${patternOf(word)} OR ${hasTags([word])}
    OR ${isOneOf(Prisma.sql`run.backbone`, backboneNames.filter(isPart))}
    OR run."studentId" = ANY(${studentIds}::text[]))`;
}

/** The people of a course, and those who were removed, with a word in their name, e-mail address or student number. */
async function peopleCalled(database: Database, courseId: string, word: string): Promise<string[]> {
  const pattern = patternOf(word);
  const [found] = await database.$queryRaw<{ ids: string[] }[]>`
    SELECT coalesce(array_agg("userId"), '{}') AS ids
    FROM enrollment JOIN "user" ON "user".id = enrollment."userId"
    WHERE enrollment."courseId" = ${courseId}
      AND ("user".name ILIKE ${pattern} OR "user".email ILIKE ${pattern}
        OR enrollment."studentNumber" ILIKE ${pattern})`;
  return found?.ids ?? [];
}

function hasTags(words: readonly string[]): Prisma.Sql {
  return Prisma.sql`run.tags @> ${words.map(asTag)}::text[]`;
}

/** Of one value, an index also has the order of a list; of several in an array it would not say so. */
function isOneOf(column: Prisma.Sql, values: readonly string[], type = Prisma.sql`text`): Prisma.Sql {
  if (values.length === 0) return Prisma.sql`FALSE`;
  return Prisma.sql`${column} IN (${Prisma.join(values.map((value) => Prisma.sql`${value}::${type}`))})`;
}

/** As tags are stored. */
function asTag(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

const mostTagsListed = 200;

/**
 * The tags of an assignment's runs that the viewer may see, those of most runs first. Throws UNAUTHENTICATED,
 * NOT_FOUND, NOT_ENROLLED or BAD_USER_INPUT.
 */
export async function tagsOfRuns(context: Context, assignmentId: string, first: number): Promise<string[]> {
  const viewer = requireViewer(context);
  if (first < 1 || first > mostTagsListed)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostTagsListed}, received ${first}.`);
  const { courseId } = await getAssignment(context, assignmentId);
  const isVisible = isStaff(await requireMember(context, courseId))
    ? Prisma.sql`TRUE`
    : Prisma.sql`(run."studentId" = ${viewer.id} OR EXISTS (
        SELECT 1 FROM team_member WHERE team_member."teamId" = run."teamId" AND team_member."userId" = ${viewer.id}))`;
  const rows = await context.database.$queryRaw<{ tag: string }[]>`
    SELECT tag FROM run CROSS JOIN LATERAL unnest(run.tags) AS tag
    WHERE run."assignmentId" = ${assignmentId} AND ${isVisible}
    GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ${first}`;
  return rows.map(({ tag }) => tag);
}
