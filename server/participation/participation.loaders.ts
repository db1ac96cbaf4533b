import { Prisma } from '#prisma/client';
import { latestRunOf } from '../courses/latestRun.ts';
import { loadersOfMoment, oneByKey } from '../graphql/loaders.ts';
import type { Participation } from './participation.type.ts';

interface Asked {
  assignmentId: string;
  /** Empty: the whole class. */
  sectionId: string;
}

interface AskedRun {
  courseId: string;
  assignmentId: string;
  studentId: string;
}

const runKeyOf = ({ courseId, assignmentId, studentId }: AskedRun) =>
  JSON.stringify([courseId, assignmentId, studentId]);

const keyOf = ({ assignmentId, sectionId }: Asked) => JSON.stringify([assignmentId, sectionId]);

export const participationLoaders = loadersOfMoment(({ database }) => {
  const byKey = oneByKey((keys) => {
    const asked = keys.map((key) => JSON.parse(key) as [string, string]);
    const latest = latestRunOf(Prisma.sql`assignment.id`, Prisma.sql`enrollment."userId"`);
    return database.$queryRaw<(Participation & Asked)[]>`
        SELECT asked."assignmentId", asked."sectionId", count(enrollment)::int AS students,
          count(latest.status)::int AS submitted,
          count(enrollment) FILTER (WHERE latest.status IS NULL AND grade IS NULL)::int AS "notSubmitted",
          count(enrollment) FILTER (WHERE latest.status IS NULL AND grade IS NOT NULL)::int AS excused,
          count(*) FILTER (WHERE latest.status = 'FAILED')::int AS stuck
        FROM unnest(
          ${asked.map(([assignmentId]) => assignmentId)}::text[], ${asked.map(([, sectionId]) => sectionId)}::text[]
        ) AS asked("assignmentId", "sectionId")
        JOIN assignment ON assignment.id = asked."assignmentId"
        LEFT JOIN enrollment ON enrollment."courseId" = assignment."courseId" AND enrollment.role = 'STUDENT'
          AND enrollment."removedAt" IS NULL
          AND asked."sectionId" IN ('', enrollment."sectionId")
        LEFT JOIN LATERAL (${latest}) AS latest ON TRUE
        LEFT JOIN (SELECT "assignmentId", "studentId" FROM grade WHERE excused) AS grade
          ON grade."assignmentId" = assignment.id AND grade."studentId" = enrollment."userId"
        GROUP BY asked."assignmentId", asked."sectionId"`;
  }, keyOf);
  const latestByKey = oneByKey((keys) => {
    const asked = keys.map((key) => JSON.parse(key) as [string, string, string]);
    const columns = [0, 1, 2].map((column) => asked.map((one) => one[column]!));
    return database.$queryRaw<(AskedRun & { id: string })[]>`
      SELECT asked."courseId", asked."assignmentId", asked."studentId", latest.id
      FROM unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::text[])
        AS asked("courseId", "assignmentId", "studentId")
      JOIN assignment ON assignment.id = asked."assignmentId" AND assignment."courseId" = asked."courseId"
      JOIN LATERAL (${latestRunOf(Prisma.sql`assignment.id`, Prisma.sql`asked."studentId"`)}) AS latest ON TRUE`;
  }, runKeyOf);
  return {
    /** The id of the newest run that a student, or their team, has submitted to an assignment of the course. */
    latestRunId: async (asked: AskedRun) => (await latestByKey.load(runKeyOf(asked)))?.id ?? null,
    /** How far the class, or a section of it, is with an assignment. */
    participation: (asked: Asked) => byKey.load(keyOf(asked)),
  };
});
