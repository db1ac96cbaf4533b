import { byteOrderMark, type CsvCell, csvLine } from '#contracts/csv';
import { type Course, type Database, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { exportedGradebook } from '../grades/gradeFile.ts';
import type { Context } from '../graphql/context.ts';

/** A file of an export: its name and its text, piece by piece, so that a course of any size needs little memory. */
export interface CourseFile {
  name: string;
  text(): AsyncIterable<string>;
}

type Row = Record<string, unknown>;

/** Rows that are read at a time. */
const pageSize = 500;

/**
 * All that a course holds, but for images and trained models: as CSV for spreadsheets, with JSON where a value has
 * parts.
 */
export function courseFiles(context: Context, course: Course): CourseFile[] {
  const { database } = context;
  const inCourse = { courseId: course.id };
  const ofAssignment = { assignment: inCourse };
  const ofRun = { run: ofAssignment };
  const byId = { id: 'asc' } as const;
  return [
    {
      name: 'README.txt',
      text: async function* () {
        yield readme(course);
      },
    },
    {
      name: 'course.json',
      text: async function* () {
        const { joinCode: _, ...fields } = course;
        const datasets = await database.dataset.findMany({
          where: inCourse,
          orderBy: byId,
          include: { versions: true },
        });
        const weights = await database.weights.findMany({ where: inCourse, orderBy: byId });
        const sections = await database.section.findMany({ where: inCourse, orderBy: byId });
        yield json({ ...fields, sections, datasets, weights });
      },
    },
    csvFile('people.csv', peopleColumns, (skip, take) => readPeople(database, course.id, skip, take)),
    csvFile('pending.csv', Object.keys(Prisma.PendingMemberScalarFieldEnum), (skip, take) =>
      database.pendingMember.findMany({ where: inCourse, orderBy: { email: 'asc' }, skip, take }),
    ),
    {
      name: 'assignments.json',
      text: async function* () {
        yield json(
          await database.assignment.findMany({
            where: inCourse,
            orderBy: byId,
            include: {
              revisions: true,
              extensions: true,
              teams: { omit: { joinCode: true }, include: { members: true } },
            },
          }),
        );
      },
    },
    csvFile(
      'runs.csv',
      without(Prisma.RunScalarFieldEnum, ['number', 'recipe', 'environment', 'progress', 'jobId']),
      (_, take, last) => database.run.findMany({ where: { ...ofAssignment, ...after(last) }, orderBy: byId, take }),
    ),
    linesFile('runs.ndjson', (_, take, last) =>
      database.run.findMany({
        where: { ...ofAssignment, ...after(last) },
        orderBy: byId,
        take,
        select: { id: true, recipe: true, environment: true, evaluation: true },
      }),
    ),
    { name: 'epochs.csv', text: () => epochLines(database, course.id) },
    csvFile(
      'evaluations.csv',
      without(Prisma.EvaluationScalarFieldEnum, ['topK', 'perClass', 'confusion']),
      (_, take, last) =>
        database.evaluation.findMany({
          where: { ...ofRun, ...(last && { runId: { gt: String(last.runId) } }) },
          orderBy: { runId: 'asc' },
          take,
        }),
    ),
    csvFile('standings.csv', Object.keys(Prisma.StandingScalarFieldEnum), (skip, take) =>
      database.standing.findMany({
        where: ofAssignment,
        orderBy: [{ assignmentId: 'asc' }, { participantId: 'asc' }],
        skip,
        take,
      }),
    ),
    csvFile('grades.csv', Object.keys(Prisma.GradeScalarFieldEnum), (skip, take) =>
      database.grade.findMany({
        where: ofAssignment,
        orderBy: [{ assignmentId: 'asc' }, { studentId: 'asc' }],
        skip,
        take,
      }),
    ),
    {
      name: 'gradebook.csv',
      text: async function* () {
        yield await exportedGradebook(context, course.id);
      },
    },
    csvFile('log.csv', Object.keys(Prisma.AuditEntryScalarFieldEnum), (_, take, last) =>
      database.auditEntry.findMany({ where: { ...inCourse, ...after(last) }, orderBy: byId, take }),
    ),
  ];
}

const after = (last: Row | undefined) => (last ? { id: { gt: String(last.id) } } : {});

function without(fields: object, left: readonly string[]): string[] {
  return Object.keys(fields).filter((field) => !left.includes(field));
}

type ReadPage = (skip: number, take: number, last: Row | undefined) => PromiseLike<readonly object[]>;

async function* pages(read: ReadPage): AsyncIterable<Row[]> {
  let last: Row | undefined;
  for (let skip = 0; ; skip += pageSize) {
    const rows = (await read(skip, pageSize, last)) as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1);
  }
}

function csvFile(name: string, columns: readonly string[], read: ReadPage): CourseFile {
  return {
    name,
    text: async function* () {
      yield byteOrderMark + csvLine(columns);
      for await (const rows of pages(read))
        yield rows.map((row) => csvLine(columns.map((column) => cell(row[column])))).join('');
    },
  };
}

function cell(value: unknown): CsvCell {
  if (value instanceof Date) return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as CsvCell);
}

function linesFile(name: string, read: ReadPage): CourseFile {
  return {
    name,
    text: async function* () {
      for await (const rows of pages(read)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    },
  };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const peopleColumns = [
  ...['userId', 'name', 'registeredName', 'email', 'role', 'studentNumber', 'section', 'pseudonym'],
  ...['joinedAt', 'lastSeenAt', 'removedAt'],
];

async function readPeople(database: Database, courseId: string, skip: number, take: number): Promise<object[]> {
  const rows = await database.enrollment.findMany({
    where: { courseId },
    orderBy: { userId: 'asc' },
    skip,
    take,
    include: { user: true, section: true },
  });
  return rows.map(({ user, section, ...row }) => ({
    ...row,
    name: user.name,
    email: user.email,
    section: section?.name,
  }));
}

/** Histories are the largest part: some runs at a time, all epochs of them. */
async function* epochLines(database: Database, courseId: string): AsyncIterable<string> {
  const columns = ['runId', 'epoch', 'loss', 'acc', 'valLoss', 'valAcc', 'learningRate', 'seconds', 'finishedAt'];
  yield byteOrderMark + csvLine(columns);
  let last = '';
  for (;;) {
    const runs = await database.run.findMany({
      where: { assignment: { courseId }, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: 50,
      select: { id: true, epochs: { orderBy: { epoch: 'asc' } } },
    });
    yield runs
      .flatMap(({ id, epochs }) => epochs.map((epoch) => ({ ...epoch, runId: id }) as unknown as Row))
      .map((row) => csvLine(columns.map((column) => cell(row[column]))))
      .join('');
    if (runs.length < 50) return;
    last = runs.at(-1)!.id;
  }
}

function readme(course: Course): string {
  return `${course.title}
Exported at ${databaseNow().toISOString()}. Times are UTC; the course's time zone is ${course.timeZone}.

course.json       the course, its sections, datasets and their versions, published weights
people.csv        who is in it, and who was removed
pending.csv       people of the roster without an account
assignments.json  assignments with their revisions, extensions and teams
runs.csv          a line for each run; studentId is a userId of people.csv
runs.ndjson       a line of JSON for each run: its recipe, what computed it, its evaluation
epochs.csv        the history of each run
evaluations.csv   public and private scores; for staff only
standings.csv     which run counts for whom, and its place
grades.csv        points by hand, overrides with their reasons, feedback, what was published
gradebook.csv     the points of all students by the grading rules, as they stand now, published or not; at the end
                  those who were removed, with what was published to them, and when they were removed
log.csv           who changed what
`;
}
