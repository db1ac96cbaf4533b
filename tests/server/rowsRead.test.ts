import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AssignmentRunsDocument, CoursePeopleDocument, OverviewDocument } from '../../web/graphql/generated/graphql.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { fillLargeCourse } from '../setup/largeCourse.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

// What PostgreSQL reads of the table of runs, of which there are 4,000: with a hundred thousand the same statements
// would read as many rows.

const students = 100;
const runsEach = 40;

let server: TestServer;
let room: Classroom;
let ada: SignedIn;
let assignmentId: string;
let statements: { sql: string; values: unknown[] }[] = [];
beforeAll(async () => {
  server = await startTestServer({
    onStatement: (sql, values) => statements.push({ sql, values: JSON.parse(values) }),
  });
  room = await openClassroom(server);
  ada = await room.student('Ada');
  assignmentId = await room.assignment({ dailyQuota: 1000 });
  const { courseId } = room;
  const course = { courseId, assignmentId, studentId: ada.user.id, students, runsEach, epochsEach: 1 };
  await fillLargeCourse(server.ownerUrl, course);
});
afterAll(() => server.stop());

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

/** Rows of runs that a plan has looked at. */
function runsIn(plan: Plan): number {
  const { 'Relation Name': relation, 'Actual Loops': loops, Plans = [] } = plan;
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  const own = relation === 'run' ? (plan['Actual Rows'] + removed) * loops : 0;
  return own + Plans.map(runsIn).reduce((sum, rows) => sum + rows, 0);
}

/** The most runs that a statement of this question reads. */
async function mostRead(client: SignedIn, document: Parameters<typeof print>[0], variables: object): Promise<number> {
  statements = [];
  await dataOf(client.query(print(document), { ...variables }));
  const read = [];
  for (const { sql, values } of statements.filter(({ sql }) => /^\s*SELECT/.test(sql) && /\brun\b/.test(sql))) {
    const [{ 'QUERY PLAN': plans }] = await server.database.$queryRawUnsafe<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      ...values,
    );
    read.push(runsIn(plans[0].Plan));
  }
  expect(read.length).toBeGreaterThan(0);
  return Math.max(...read);
}

const page = { first: 50, after: null };

it.each([
  ['that a word finds', { search: 'student-77@' }, 51],
  ['that two words find', { search: 'park student-77@' }, 51],
  ['that no word finds', { search: 'nobody' }, 51],
])('the staff find runs %s, without reading the others', async (_, filter, most) => {
  const read = await mostRead(room.instructor, AssignmentRunsDocument, { id: assignmentId, filter, ...page });
  expect(read).toBeLessThanOrEqual(most);
});

it('students see their own runs, and nobody else’s are read', async () => {
  const read = await mostRead(ada, AssignmentRunsDocument, { id: assignmentId, filter: {}, ...page });
  expect(read).toBeLessThanOrEqual(runsEach);
});

it('how far the class is, and who is stuck, is told by one run a student', async () => {
  const { instructor, courseId } = room;
  const overview = { id: courseId, sectionId: null };
  expect(await mostRead(instructor, OverviewDocument, overview)).toBeLessThanOrEqual(students);
  // Of those who are shown, how many runs they have is counted, too.
  const stuck = { id: courseId, filter: { stuckIn: assignmentId }, ...page };
  expect(await mostRead(instructor, CoursePeopleDocument, stuck)).toBeLessThanOrEqual((students / 10) * runsEach);
});
