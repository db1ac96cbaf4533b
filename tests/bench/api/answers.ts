import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import {
  AssignmentRunsDocument,
  BoardStatisticsDocument,
  BoardVersionDocument,
  CourseDocument,
  CoursePeopleDocument,
  GradebookDocument,
  GradebookHeadDocument,
  LeaderboardDocument,
  OverviewDocument,
} from '../../../web/graphql/generated/graphql.ts';
import { type Client, dataOf } from '../../setup/api.ts';
import { distribution, type Measured } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

/** What an answer may take. */
const mostMs = 100;
const rounds = 40;
/** As often as the board's page looks whether it has changed. */
const lookEveryMs = 10_000;
const watchers = 200;

const curves = `query($runIds: [ID!]!) {
  epochs(runIds: $runIds, metric: VAL_ACC, maxPoints: 100) { runId epochs values }
}`;

/** The site's own questions to a large course, one after another. */
export async function* answers(site: LargeSite, draw: (below: number) => number): AsyncGenerator<Measured> {
  const { room, assignmentId, staff, size } = site;
  const { courseId } = room;
  const ask = (client: Client, document: Parameters<typeof print>[0], variables: Record<string, unknown>) =>
    dataOf(client.query(print(document), variables));
  const someone = () => site.student(1 + draw(size.students - 1));
  const assistant = (round: number) => staff[round % staff.length]!;
  const page = { first: 50, after: null };
  const measured = async (name: string, question: (round: number) => Promise<unknown>, target = mostMs) => {
    await question(rounds);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await question(round);
      times.push(performance.now() - begun);
    }
    return distribution(name, times, target);
  };

  yield measured('an API key asks who it is', () => dataOf(someone().query('{ me { id } }')));
  const board = () => ask(someone(), LeaderboardDocument, { assignmentId, ...page });
  yield measured('board, student', board);
  yield measured('board, staff', (round) => ask(assistant(round), LeaderboardDocument, { assignmentId, ...page }));
  const watching = new AbortController();
  const watched = Array.from({ length: watchers }, async (_, number) => {
    const student = site.student(1 + number);
    await sleep(draw(lookEveryMs));
    while (!watching.signal.aborted) {
      await ask(student, BoardVersionDocument, { assignmentId });
      await sleep(lookEveryMs, undefined, { signal: watching.signal }).catch(() => {});
    }
  });
  await sleep(lookEveryMs);
  yield measured(`board, student, while ${watchers} watch it`, board);
  watching.abort();
  await Promise.all(watched);
  yield measured('statistics of the board', () => ask(someone(), BoardStatisticsDocument, { assignmentId }));

  const runs = (round: number, filter: object, after: string | null = null) =>
    ask(assistant(round), AssignmentRunsDocument, { id: assignmentId, filter, first: 50, after });
  yield measured('runs', (round) => runs(round, {}));
  const far = await cursorOfRow(site, Math.floor(size.students * size.runsEach * 0.95));
  yield measured('runs, after 95 of 100', (round) => runs(round, {}, far));
  yield measured('runs, failed', (round) => runs(round, { statuses: ['FAILED'] }));
  yield measured('runs, of a network', (round) => runs(round, { backbones: ['VGG19'] }));
  yield measured('runs, searched for a name', (round) => runs(round, { search: `student ${1 + draw(size.students)}` }));
  yield measured('runs, searched for nothing that is', (round) => runs(round, { search: `zzz${round}` }));
  yield measured('own runs', () => ask(someone(), AssignmentRunsDocument, { id: assignmentId, filter: {}, ...page }));

  yield measured('course', (round) => ask(assistant(round), CourseDocument, { id: courseId }));
  const people = (round: number, filter: object) =>
    ask(assistant(round), CoursePeopleDocument, { id: courseId, filter, ...page });
  yield measured('people', (round) => people(round, {}));
  yield measured('people, searched', (round) => people(round, { search: `student-${1 + draw(size.students)}` }));
  yield measured('people, without a run', (round) => people(round, { withoutRunIn: assignmentId }));
  yield measured('people, stuck', (round) => people(round, { stuckIn: assignmentId }));
  yield measured('overview', (round) => ask(assistant(round), OverviewDocument, { id: courseId, sectionId: null }));
  const book = { courseId, assignmentId: null, descending: false, search: null, sectionId: null, ...page };
  yield measured('gradebook, head', (round) => ask(assistant(round), GradebookHeadDocument, { courseId }));
  for (const sort of ['NAME', 'TOTAL'] as const)
    yield measured(`gradebook, by ${sort.toLowerCase()}`, (round) =>
      ask(assistant(round), GradebookDocument, { ...book, sort }),
    );

  for (const [count, target] of [
    [50, mostMs],
    [200, mostMs],
    [500, 200],
  ] as const)
    yield measured(
      `curves of ${count} runs as columns`,
      (round) => {
        const first = 1 + draw(size.students * size.runsEach - count);
        const runIds = Array.from({ length: count }, (_, index) => `run-${String(first + index).padStart(6, '0')}`);
        return dataOf(assistant(round).query(curves, { runIds }));
      },
      target,
    );
}

/** The cursor behind so many of the newest runs: nobody would turn as many pages to get there. */
async function cursorOfRow({ database, assignmentId }: LargeSite, row: number): Promise<string> {
  const [last] = await database.run.findMany({
    where: { assignmentId },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    skip: row - 1,
    take: 1,
  });
  return Buffer.from(JSON.stringify(['-submittedAt -id', last!.submittedAt, last!.id])).toString('base64url');
}
