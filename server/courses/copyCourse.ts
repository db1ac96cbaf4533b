import { randomInt } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Assignment, type Course, Prisma, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { asJson, checkInput } from '../graphql/input.ts';
import { requireStaff } from './access.ts';
import { courseTitle, getCourse, ianaZone, requireTeacher } from './course.service.ts';
import type { CopyCourseInput } from './course.type.ts';
import { newJoinCode } from './joinCode.ts';

/** Twenty years. */
const furthestShift = 7305;

/**
 * A new course of the viewer's with another one's assignments, as drafts, its datasets and its published weights. The
 * dataset versions name the same stored images. Nobody of the other course comes along, and nothing that they did.
 * Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT.
 */
export async function copyCourse(context: Context, input: CopyCourseInput): Promise<Course> {
  const viewer = requireTeacher(context);
  const source = await getCourse(context, input.courseId);
  await requireStaff(context, source.id, 'copy it', { inArchive: true });
  const { title, timeZone, shiftDays } = checkInput(
    z.object({
      title: courseTitle,
      timeZone: ianaZone.nullish(),
      shiftDays: z.int().min(-furthestShift).max(furthestShift).nullish(),
    }),
    input,
  );
  const move = shifted(source.timeZone, timeZone ?? source.timeZone, shiftDays ?? null);
  return context.database.$transaction(
    async (transaction) => {
      const course = await transaction.course.create({
        data: {
          title,
          timeZone: timeZone ?? source.timeZone,
          language: source.language,
          keepModelsDays: source.keepModelsDays,
          dropLowest: source.dropLowest,
          joinCode: newJoinCode(),
          enrollments: { create: { userId: viewer.id, role: 'INSTRUCTOR' } },
        },
      });
      const versions = await copyDatasets(transaction, source.id, course.id);
      const pictures = await transaction.picture.findMany({ where: { courseId: source.id } });
      await transaction.picture.createMany({ data: pictures.map((row) => ({ ...row, courseId: course.id })) });
      const weights = await copyWeights(transaction, source.id, course.id);
      const assignments = await transaction.assignment.findMany({
        where: { courseId: source.id },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      for (const assignment of assignments)
        await copyAssignment(transaction, assignment, {
          courseId: course.id,
          datasetVersionId: versions.get(assignment.datasetVersionId) ?? assignment.datasetVersionId,
          move,
          weights,
        });
      await recordChange(context, transaction, {
        courseId: course.id,
        action: 'course.copy',
        subjectId: course.id,
        subject: title,
        changes: { copyOf: [null, source.title] },
      });
      return course;
    },
    { timeout: 60_000 },
  );
}

type Move = (time: Date | null) => Date | null;

/** Moves a time by days of the calendar: Monday at 9:00 stays 9:00, also across a change to summer time. */
function shifted(from: string, to: string, days: number | null): Move {
  return (time) => {
    if (time === null || days === null) return null;
    const wall = Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(from).toPlainDateTime();
    return new Date(wall.add({ days }).toZonedDateTime(to).epochMilliseconds);
  };
}

/** Answers the new ids of the dataset versions, by the old ones. */
async function copyDatasets(transaction: Transaction, from: string, to: string): Promise<Map<string, string>> {
  const datasets = await transaction.dataset.findMany({
    where: { courseId: from },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { versions: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
  });
  const ids = new Map<string, string>();
  for (const { versions, id: _, ...dataset } of datasets) {
    const copy = await transaction.dataset.create({ data: { ...dataset, courseId: to } });
    for (const { id, classCounts, drawnSplit, ...version } of versions) {
      const data = {
        ...version,
        classCounts: classCounts ?? Prisma.DbNull,
        drawnSplit: drawnSplit ?? Prisma.DbNull,
        datasetId: copy.id,
      };
      ids.set(id, (await transaction.datasetVersion.create({ data })).id);
    }
  }
  return ids;
}

/** Answers the new ids of the weights, by the old ones: recipes name them. */
async function copyWeights(transaction: Transaction, from: string, to: string): Promise<Map<string, string>> {
  const all = await transaction.weights.findMany({ where: { courseId: from } });
  const ids = new Map<string, string>();
  for (const { id, ...weights } of all)
    ids.set(id, (await transaction.weights.create({ data: { ...weights, courseId: to, runId: null } })).id);
  return ids;
}

async function copyAssignment(
  transaction: Transaction,
  { id: sourceId, createdAt: _, referenceRunId: __, ...source }: Assignment,
  copied: { courseId: string; datasetVersionId: string; move: Move; weights: Map<string, string> },
): Promise<void> {
  const { courseId, datasetVersionId, move, weights } = copied;
  const { id } = await transaction.assignment.create({
    data: {
      ...source,
      courseId,
      datasetVersionId,
      // Pictures have addresses with the course in them.
      description: source.description.replaceAll(`/pictures/${source.courseId}/`, `/pictures/${courseId}/`),
      starterRecipe: asJson(source.starterRecipe),
      allowed: asJson(source.allowed),
      gradingRule: source.gradingRule === null ? Prisma.DbNull : asJson(source.gradingRule),
      publishedAt: null,
      opensAt: move(source.opensAt) ?? databaseNow(),
      dueAt: move(source.dueAt),
      closesAt: move(source.closesAt),
      finalAt: move(source.closesAt),
      teamsUntil: move(source.teamsUntil),
      freezeAt: move(source.freezeAt),
      gradesPublishedAt: null,
      revision: 1,
      edition: 1,
      // Who knows last term's public share knows nothing of this one's.
      seed: randomInt(2 ** 31),
    },
  });
  // Within the database: Prisma would drop the key __proto__, which may be the name of a class.
  await transaction.$executeRaw`
    UPDATE assignment SET "starterRecipe" = source."starterRecipe"
    FROM assignment AS source WHERE assignment.id = ${id} AND source.id = ${sourceId}`;
  for (const [before, after] of weights)
    await transaction.$executeRaw`
      UPDATE assignment SET "starterRecipe" = replace("starterRecipe"::text, ${before}, ${after})::jsonb,
        allowed = replace(allowed::text, ${before}, ${after})::jsonb
      WHERE id = ${id} AND ("starterRecipe"::text || allowed::text) LIKE ${`%${before}%`}`;
}
