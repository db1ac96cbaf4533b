import { randomUUID } from 'node:crypto';
import { connect, type Database, type Prisma } from '#prisma/client';
import { rebuildStandings } from '#prisma/standings';
import { createTestDatabase } from './database.ts';
import { insertRun, type RunRow } from './runs.ts';

/** A database with a course of students and one assignment, without a server: for what is written about boards. */
export interface BoardRoom {
  database: Database;
  courseId: string;
  assignmentId: string;
  students: string[];
  /** A succeeded run of a student, so many minutes after the course began; its scores are shares of 100 images. */
  run(student: number, minute: number, publicScore: number, fields?: Partial<RunRow>): Promise<string>;
  set(fields: Prisma.AssignmentUncheckedUpdateInput): Promise<void>;
  rebuild(participantId?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openBoardRoom(students: number): Promise<BoardRoom> {
  const { url, drop } = await createTestDatabase();
  const database = connect(url);
  const ids = Array.from({ length: students }, () => randomUUID());
  await database.user.createMany({
    data: ids.map((id, index) => ({ id, name: `Student ${index + 1}`, email: `${id}@example.org` })),
  });
  const { id: courseId } = await database.course.create({
    data: {
      title: 'Course',
      joinCode: 'CODE',
      enrollments: { create: ids.map((userId) => ({ userId, role: 'STUDENT' as const })) },
    },
  });
  const { versions } = await database.dataset.create({
    data: {
      courseId,
      name: 'pictures',
      versions: {
        create: {
          hash: 'hash',
          classNames: ['a', 'b'],
          trainCount: 1,
          validationCount: 1,
          testCount: 200,
          manifest: 'manifest',
          sealedManifest: 'sealed',
        },
      },
    },
    include: { versions: true },
  });
  const { id: assignmentId } = await database.assignment.create({
    data: { courseId, title: 'Assignment', starterRecipe: {}, seed: 1, datasetVersionId: versions[0]!.id },
  });
  let made = 0;
  return {
    database,
    courseId,
    assignmentId,
    students: ids,
    async run(student, minute, publicScore, { evaluation, ...fields } = {}) {
      made += 1;
      const run = await insertRun(database, {
        assignmentId,
        studentId: ids[student]!,
        status: 'SUCCEEDED',
        submittedAt: new Date(Date.UTC(2026, 10, 2, 9, minute)),
        recipe: { seed: made },
        ...fields,
        evaluation: { publicScore, privateScore: publicScore, testImages: 200, publicImages: 100, ...evaluation },
      });
      return run.id;
    },
    async set(data) {
      await database.assignment.update({ where: { id: assignmentId }, data });
    },
    rebuild: (participantId) => database.$transaction((tx) => rebuildStandings(tx, assignmentId, participantId)),
    async close() {
      await database.$disconnect();
      await drop();
    },
  };
}
