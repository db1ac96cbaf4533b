import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { secondsLeft, takeTurns } from '../../server/queue/waitEstimate.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

test('runs take the place that is free first', () => {
  const waiting = ['a', 'b', 'c', 'd'].map((runId) => ({ runId, takes: 10 }));
  expect(takeTurns(2, [4], waiting).map(({ seconds }) => seconds)).toEqual([0, 4, 10, 14]);
  // More runs are held than there are places now: a worker is about to end.
  expect(takeTurns(1, [4, 6], waiting.slice(0, 1))).toEqual([{ runId: 'a', seconds: 4 }]);
});

test('a run that does not train yet takes what is left of the usual time, and one that takes longer goes on', () => {
  expect(secondsLeft({ etaSeconds: null, heldSeconds: 10 }, 100)).toBe(90);
  expect(secondsLeft({ etaSeconds: null, heldSeconds: 100 }, 100)).toBe(25);
  expect(secondsLeft({ etaSeconds: 3, heldSeconds: 10 }, 100)).toBe(3);
});

describe('a run that waits', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let assignmentId: string;
  const runs: string[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    assignmentId = await room.assignment();
    for (const seed of [1, 2, 3]) {
      const { submitRun } = await dataOf(
        ada.query('mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }', {
          input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } },
        }),
      );
      runs.push(submitRun.run.id);
    }
  });
  afterAll(() => server.stop());

  const starts = () =>
    Promise.all(
      runs.map(async (id) => (await dataOf(ada.query(`{ run(id: "${id}") { startsInSeconds } }`))).run.startsInSeconds),
    );

  it('is told nothing while no worker is there or nothing was measured', async () => {
    expect(await starts()).toEqual([null, null, null]);
    const { user } = ada;
    for (const secondsUsed of [30, 40, 50])
      await insertRun(server.database, {
        assignmentId,
        studentId: user.id,
        status: 'SUCCEEDED',
        secondsUsed,
        finishedAt: new Date(),
      });
    expect(await starts()).toEqual([null, null, null]);
  });

  it('is told when its turn comes: after what is left of the runs that workers have', async () => {
    await server.database.worker.create({
      data: { host: 'here', engine: 'wasm', engineReason: 'x', environment: {}, concurrency: 1 },
    });
    expect(await starts()).toEqual([0, 40, 80]);
    const held = await insertRun(server.database, {
      assignmentId,
      studentId: ada.user.id,
      status: 'TRAINING',
      progress: { phase: 'TRAINING', done: 1, total: 4, etaSeconds: 25 },
    });
    expect(await starts()).toEqual([25, 65, 105]);
    await server.database.run.update({ where: { id: held.id }, data: { status: 'SUCCEEDED' } });
    // Runs like these say more than others of the network do.
    for (const secondsUsed of [7, 8])
      await insertRun(server.database, {
        assignmentId,
        studentId: ada.user.id,
        recipe: { training: { epochs: 3 } },
        status: 'SUCCEEDED',
        secondsUsed,
        finishedAt: new Date(),
      });
    expect(await starts()).toEqual([0, 40, 80]);
  });
});
