import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const question = `query(
  $runIds: [ID!]!, $metric: EpochMetric! = VAL_ACC, $from: Int, $to: Int, $maxPoints: Int! = 500
) {
  epochs(runIds: $runIds, metric: $metric, from: $from, to: $to, maxPoints: $maxPoints) { runId metric points {
    epoch value } }
}`;
type Points = { epoch: number; value: number }[];

describe('epochs', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let long: string;
  let short: string;
  let none: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    const assignmentId = await room.assignment();
    const insert = async (epochs: number) =>
      (await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING', epochs })).id;
    long = await insert(997);
    short = await insert(3);
    none = await insert(0);
  });
  afterAll(() => server.stop());

  it('come as one series a run, in the order asked, another student’s included', async () => {
    const { epochs } = await dataOf(bob.query(question, { runIds: [short, none, long, short], metric: 'LOSS' }));
    expect(epochs.map((series: { runId: string }) => series.runId)).toEqual([short, none, long, short]);
    expect(epochs[0].points).toEqual([
      { epoch: 1, value: 1 },
      { epoch: 2, value: 0.5 },
      { epoch: 3, value: 1 / 3 },
    ]);
    expect(epochs[1].points).toEqual([]);
    expect(epochs[3]).toEqual(epochs[0]);
  });

  it.each([2, 3, 10, 500, 996, 997, 998])(
    'are thinned evenly to at most %i points, first and last kept',
    async (maxPoints) => {
      const { epochs } = await dataOf(ada.query(question, { runIds: [long, short], metric: 'LOSS', maxPoints }));
      const points: Points = epochs[0].points;
      expect(points).toHaveLength(Math.min(maxPoints, 997));
      expect([points[0]?.epoch, points.at(-1)?.epoch]).toEqual([1, 997]);
      const gaps = points.slice(1).map((point, index) => point.epoch - (points[index]?.epoch ?? 0));
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      for (const { epoch, value } of points) expect(value).toBe(1 / epoch);
      expect(epochs[1].points).toHaveLength(Math.min(maxPoints, 3));
    },
  );

  it('can be asked for from one epoch to another', async () => {
    const { epochs } = await dataOf(ada.query(question, { runIds: [long], from: 10, to: 19, maxPoints: 4 }));
    const numbers = (epochs[0].points as Points).map(({ epoch }) => epoch);
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([4, 10, 19]);
  });

  it('have the digits that are stored, whatever their order in the database, and null without validation', async () => {
    const { number } = await server.database.run.findUniqueOrThrow({ where: { id: none } });
    const row = { runNumber: number, acc: 0.1 + 0.2, valAcc: null, learningRate: 0.001, seconds: 12.7 };
    const losses = [1e-300, 0.1 + 0.7, 12345.6789, 5e-324];
    for (const epoch of [3, 1, 4, 2])
      await server.database.epoch.create({ data: { ...row, epoch, loss: losses[epoch - 1]! } });
    const valuesOf = async (metric: string) => {
      const { epochs } = await dataOf(ada.query(question, { runIds: [none], metric }));
      expect((epochs[0].points as Points).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
      return (epochs[0].points as Points).map(({ value }) => value);
    };
    expect(await valuesOf('LOSS')).toEqual(losses);
    expect(await valuesOf('ACC')).toEqual(Array(4).fill(0.1 + 0.2));
    expect(await valuesOf('VAL_ACC')).toEqual(Array(4).fill(null));
    expect(await valuesOf('LEARNING_RATE')).toEqual(Array(4).fill(0.001));
    expect(await valuesOf('SECONDS')).toEqual(Array(4).fill(12.7));
    await server.database.epoch.deleteMany({ where: { runNumber: number } });
  });

  it('of one run are thinned likewise', async () => {
    const { run } = await dataOf(
      ada.query(
        'query($id: ID!) { run(id: $id) { epochs(maxPoints: 5) { epoch acc valLoss } lastEpoch { epoch loss } } }',
        { id: long },
      ),
    );
    expect(run.epochs).toHaveLength(5);
    expect(run.epochs.at(-1).epoch).toBe(997);
    expect(run.lastEpoch).toEqual({ epoch: 997, loss: 1 / 997 });
  });

  it('are refused outside the limits', async () => {
    for (const variables of [
      { runIds: [long], maxPoints: 1 },
      { runIds: [long], maxPoints: 5001 },
      { runIds: Array(501).fill(long), maxPoints: 2 },
    ])
      expect(await codeOf(ada.query(question, variables))).toBe('BAD_USER_INPUT');
    expect(await codeOf(ada.query(question, { runIds: [long, 'nonsense'] }))).toBe('NOT_FOUND');
  });

  it('are closed to those who are not in the course', async () => {
    const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    expect(await codeOf(outsider.query(question, { runIds: [long] }))).toBe('NOT_ENROLLED');
  });
});
