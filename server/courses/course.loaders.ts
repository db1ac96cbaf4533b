import { countByKey, loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';

const ofMember = (courseId: string, userId: string) => `${courseId} ${userId}`;

export const courseLoaders = loadersOfAnswer(({ database, viewer }) => ({
  course: oneByKey(
    (ids) => database.course.findMany({ where: { id: { in: ids } } }),
    (course) => course.id,
  ),
  membersOfCourse: manyByKey(
    (courseIds) =>
      database.enrollment.findMany({
        where: { courseId: { in: courseIds }, removedAt: null },
        orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
      }),
    (enrollment) => enrollment.courseId,
  ),
  sectionsOfCourse: manyByKey(
    (courseIds) => database.section.findMany({ where: { courseId: { in: courseIds } }, orderBy: { name: 'asc' } }),
    (section) => section.courseId,
  ),
  section: oneByKey(
    (ids) => database.section.findMany({ where: { id: { in: ids } } }),
    (section) => section.id,
  ),
  /** The viewer's own enrollment, for its section. */
  ownSection: oneByKey(
    async (courseIds) =>
      viewer ? database.enrollment.findMany({ where: { userId: viewer.id, courseId: { in: courseIds } } }) : [],
    (enrollment) => enrollment.courseId,
  ),
  membersOfSection: countByKey(async (sectionIds) => {
    const where = { sectionId: { in: sectionIds }, removedAt: null };
    const groups = await database.enrollment.groupBy({ by: ['sectionId'], where, _count: true });
    return new Map(groups.map(({ sectionId, _count }) => [sectionId ?? '', _count]));
  }),
  extensionsOfSection: countByKey(async (sectionIds) => {
    const where = { sectionId: { in: sectionIds } };
    const groups = await database.extension.groupBy({ by: ['sectionId'], where, _count: true });
    return new Map(groups.map(({ sectionId, _count }) => [sectionId ?? '', _count]));
  }),
  /** The accounts with addresses of a roster. */
  accountOfAddress: oneByKey(
    (emails) =>
      database.$queryRaw<{ email: string }[]>`
        SELECT lower(email) AS email FROM "user" WHERE lower(email) = ANY(${emails})`,
    ({ email }) => email,
  ),
  /** How many runs a member has submitted in a course, by "course member". */
  runsOfMember: countByKey(async (keys) => {
    const pairs = keys.map((key) => key.split(' '));
    const counts = await database.$queryRaw<{ courseId: string; userId: string; runs: number }[]>`
      SELECT assignment."courseId", run."studentId" AS "userId", count(*)::int AS runs
      FROM run JOIN assignment ON assignment.id = run."assignmentId"
      WHERE assignment."courseId" = ANY(${[...new Set(pairs.map(([courseId]) => courseId))]})
        AND run."studentId" = ANY(${[...new Set(pairs.map(([, userId]) => userId))]})
      GROUP BY 1, 2`;
    return new Map(counts.map(({ courseId, userId, runs }) => [ofMember(courseId, userId), runs]));
  }),
}));

/** A member's key for `runsOfMember`. */
export const memberKey = ({ courseId, userId }: { courseId: string; userId: string }) => ofMember(courseId, userId);
