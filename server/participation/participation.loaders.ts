import { Prisma } from '#prisma/client';
import { latestRunOf } from '../courses/latestRun.ts';
import { loadersOfMoment, oneByKey } from '../graphql/loaders.ts';
import type { Participation } from './participation.type.ts';

interface Asked {
  assignmentId: string;
  /** Empty: the whole class. */
  sectionId: string;
}

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
  return {
    /** How far the class, or a section of it, is with an assignment. */
    participation: (asked: Asked) => byKey.load(keyOf(asked)),
  };
});
