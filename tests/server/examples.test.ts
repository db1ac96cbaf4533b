import { readdir, readFile } from 'node:fs/promises';
import { Kind, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildStandings } from '#prisma/standings';
import { createSchema } from '../../server/schema.ts';
import { type Answer, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const folder = new URL('../../server/examples/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
const read = (name: string) => readFile(new URL(name, folder), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: a test reads what the example asks for; its assertions are the check.
type Loose = any;

describe('the examples', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let assignmentId: string;
  const asked = new Set<string>();
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment();
    for (let number = 0; number < 7; number += 1)
      await insertRun(server.database, {
        assignmentId,
        studentId: ada.user.id,
        status: 'SUCCEEDED',
        submittedAt: new Date(Date.UTC(2026, 10, 24, 12, number)),
        recipe: { backbone: 'CNN', inputSize: 46, seed: number },
        epochs: 60,
        evaluation: { publicScore: number / 10, privateScore: number / 10, testImages: 400, publicImages: 200 },
      });
    await insertRun(server.database, {
      assignmentId,
      studentId: bob.user.id,
      status: 'FAILED',
      failureCode: 'NAN_LOSS',
      failureMessage: 'The loss became NaN in epoch 3.',
    });
  });
  afterAll(() => server.stop());

  const ask = async (client: SignedIn, name: string, variables: object = {}): Promise<Loose> => {
    asked.add(`${name}.graphql`);
    return dataOf(client.query(await read(`${name}.graphql`), { assignmentId, ...variables }));
  };

  it.each(names)('%s says what it is for, and asks for what the API has', async (name) => {
    const text = await read(name);
    expect(text).toMatch(/^# [A-Z].*\.\n/);
    const document = parse(text);
    expect(validate(await createSchema(), document)).toEqual([]);
    const [operation, ...others] = document.definitions;
    expect(others).toEqual([]);
    const title = operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : '';
    expect(title).toBe(`${name.charAt(0).toUpperCase()}${name.slice(1).replace('.graphql', '')}`);
  });

  it('answer the epochs of the last five runs', async () => {
    const { nodes } = (await ask(ada, 'lastFiveRuns')).myRuns;
    expect(nodes).toHaveLength(5);
    expect(nodes[0].submittedAt).toBe('2026-11-24T12:06:00.000Z');
    for (const run of nodes) expect(run.epochs).toHaveLength(60);
    expect(nodes[0].epochs[1]).toEqual({ epoch: 2, loss: 0.5, acc: 1 / 60, valLoss: 1, valAcc: 1 / 61 });
  });

  it('answer the validation accuracies of a class, thinned', async () => {
    const { runs } = (await ask(room.instructor, 'validationAccuracies')).assignment;
    expect(runs).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: false } });
    for (const { student, epochs } of runs.nodes) {
      expect(student.name).toBe('Ada');
      expect(epochs).toHaveLength(50);
      expect([epochs[0].epoch, epochs.at(-1).epoch]).toEqual([1, 60]);
    }
  });

  it('answer failures that are searched for, and the people of the course', async () => {
    const search = async (words: string) => (await ask(room.instructor, 'searchRuns', { words })).assignment.runs.nodes;
    expect(await search('bob@example')).toMatchObject([{ student: { name: 'Bob' }, failure: { code: 'NAN_LOSS' } }]);
    expect(await search('ada')).toEqual([]);
    const { people } = (await ask(room.instructor, 'courseMembers', { courseId: room.courseId, search: 'ada' })).course;
    expect(people).toMatchObject({ totalCount: 1, nodes: [{ runsSubmitted: 7, user: { name: 'Ada' } }] });
  });

  it('submit a run, answer its place in the queue, and follow it', async () => {
    const recipe = { backbone: 'CNN', inputSize: 46, seed: 99 };
    const { run, alreadySubmitted } = (await ask(bob, 'submitRun', { recipe })).submitRun;
    expect(alreadySubmitted).toBe(false);
    expect(run).toMatchObject({ status: 'QUEUED', queuePosition: 1 });
    const { queue } = await ask(bob, 'queuePosition');
    expect(queue).toMatchObject({ waiting: 1, runs: { nodes: [{ position: 1, run: { id: run.id } }] } });
    expect((await ask(ada, 'queuePosition')).queue.runs.nodes).toEqual([]);
    asked.add('followRun.graphql');
    const events = bob.subscribe(await read('followRun.graphql'), { runId: run.id });
    const first: Answer<Loose> = (await events.next()).value;
    expect(first.data.runProgress.run.status).toBe('QUEUED');
    await events.return?.();
  });

  it('answer each best recipe, a page of the board and the gradebook', async () => {
    await server.database.$transaction((transaction) => rebuildStandings(transaction, assignmentId));
    const best = (await ask(room.instructor, 'bestRecipes')).leaderboard.entriesPage;
    expect(best.nodes).toMatchObject([{ place: 1, student: { name: 'Ada' }, run: { recipe: { seed: 6 } } }]);
    const board = (await ask(ada, 'boardPage')).leaderboard;
    expect(board).toMatchObject({ isFinal: false, entriesPage: { totalCount: 1, nodes: [{ isOwn: true, place: 1 }] } });
    const { course } = await ask(room.instructor, 'gradebook', { courseId: room.courseId });
    expect(course.gradebook.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(['Ada', 'Bob']);
  });

  it('have all been asked', () => {
    expect(names.filter((name) => !asked.has(name))).toEqual([]);
  });
});
