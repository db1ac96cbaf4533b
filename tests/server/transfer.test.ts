import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measureTransfer } from '../../server/transfer/measureTransfer.ts';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const curve = (from: number, step: number, to: number, epochs = 12) =>
  Array.from({ length: epochs }, (_, epoch) => Math.min(to, from + step * epoch));

describe('higher start, slope and asymptote', () => {
  test('are what their definitions say', () => {
    const measure = measureTransfer([curve(0.8, 0.04, 0.95)], [curve(0.5, 0.025, 0.7)], 100)!;
    expect(measure).toMatchObject({ epochs: 12, earlyEpochs: 3, lateEpochs: 3 });
    expect(measure.start.value).toBeCloseTo(0.3);
    expect(measure.slope?.value).toBeCloseTo(0.015);
    expect(measure.asymptote.value).toBeCloseTo(0.25);
    // statsmodels: confint_proportions_2indep(80, 100, 50, 100, method='newcomb'): 0.16908 to 0.41700.
    expect([measure.start.low, measure.start.high]).toEqual([expect.closeTo(0.16908, 3), expect.closeTo(0.417, 3)]);
    expect(measure.start.basis).toBe('IMAGES');
  });

  test('are compared on the epochs that all curves have', () => {
    expect(measureTransfer([curve(0.8, 0, 1, 20)], [curve(0.5, 0, 1, 8)], 10)).toMatchObject({
      epochs: 8,
      lateEpochs: 2,
    });
    expect(measureTransfer([], [curve(0, 0, 1)], 10)).toBe(null);
    expect(measureTransfer([[0.5]], [[0.4]], 10)?.slope).toBe(null);
  });

  test('have intervals over seeds where both have several', () => {
    const { start } = measureTransfer([[0.7], [0.8], [0.9]], [[0.4], [0.5], [0.6]], 1000)!;
    // scipy.stats.ttest_ind([.7, .8, .9], [.4, .5, .6], equal_var=False).confidence_interval(): 0.0733 to 0.5267.
    expect(start).toMatchObject({ basis: 'SEEDS' });
    expect([start.low, start.high]).toEqual([expect.closeTo(0.0733, 3), expect.closeTo(0.5267, 3)]);
  });
});

describe('an interval', () => {
  const unknown = { low: null, high: null, basis: null };

  test('is not given where nothing scatters: the first three epochs lie on a line, the last ones are alike', () => {
    const { slope, asymptote } = measureTransfer([curve(0.7, 0.1, 0.9)], [curve(0.5, 0.1, 0.7)], 100)!;
    expect(slope).toMatchObject({ value: expect.closeTo(0), ...unknown });
    expect(asymptote).toMatchObject({ value: expect.closeTo(0.2), ...unknown });
    expect(measureTransfer([[1, 1, 1]], [[0.5, 0.5, 0.5]], 100)!.slope).toEqual({ value: 0, ...unknown });
  });

  test('is not given where all seeds are alike', () => {
    expect(measureTransfer([[1], [1]], [[0.5], [0.5]], 100)!.start).toEqual({ value: 0.5, ...unknown });
  });

  test('of three epochs that do scatter is as wide as two degrees of freedom make it', () => {
    const { slope } = measureTransfer([[0.7, 0.9, 0.9]], [[0.5, 0.5, 0.6]], 100)!;
    // scipy.stats.linregress: standard errors 0.05774 and 0.02887; t of two degrees of freedom 4.30265.
    expect(slope).toMatchObject({ value: expect.closeTo(0.05), basis: 'EPOCHS' });
    expect([slope!.low, slope!.high]).toEqual([expect.closeTo(0.05 - 0.27774, 4), expect.closeTo(0.05 + 0.27774, 4)]);
  });
});

describe('a run and its from-scratch twin', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let assignmentId: string;
  let runId: string;
  const recipe = { backbone: 'MobileNetV2', inputSize: 96, seed: 7 };
  const submitTwin = 'mutation($id: ID!) { submitTwin(runId: $id) { alreadySubmitted run { id recipe } } }';
  const transfer = `query($id: ID!) { run(id: $id) { transfer {
    twin { id status } curves { runId seed isFromScratch } start { value low high basis } slope { value }
    asymptote { value } epochs } } }`;

  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment();
    const run = await insertRun(server.database, {
      assignmentId,
      studentId: ada.user.id,
      recipe,
      status: 'SUCCEEDED',
      epochs: 4,
      evaluation: {},
    });
    runId = run.id;
  });
  afterAll(() => server.stop());

  test('the student submits the twin: the same recipe, random, with nothing frozen', async () => {
    expect((await dataOf(ada.query(transfer, { id: runId }))).run.transfer).toMatchObject({ twin: null, start: null });
    const { submitTwin: twin } = await dataOf(ada.query(submitTwin, { id: runId }));
    expect(twin.run.recipe).toMatchObject({ ...recipe, weights: 'random', freeze: 'none' });
    const again = await dataOf(ada.query(submitTwin, { id: runId }));
    expect(again.submitTwin).toMatchObject({ alreadySubmitted: true, run: { id: twin.run.id } });
    expect(await codeOf(ada.query(submitTwin, { id: twin.run.id }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(bob.query(submitTwin, { id: runId }))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query(submitTwin, { id: runId }))).toBe('FORBIDDEN');
  });

  test('both tell what transfer brought, once the twin has ended', async () => {
    const twin = await server.database.run.findFirstOrThrow({ where: { twinOf: runId } });
    await server.database.run.update({ where: { id: twin.id }, data: { status: 'SUCCEEDED' } });
    await server.database.epoch.createMany({
      data: [0.1, 0.1, 0.2, 0.2].map((valAcc, index) => ({
        runNumber: twin.number,
        epoch: index + 1,
        loss: 1,
        acc: 0.5,
        valLoss: 1,
        valAcc,
        learningRate: 0.001,
        seconds: 1,
      })),
    });
    for (const id of [runId, twin.id]) {
      const { run } = await dataOf(ada.query(transfer, { id }));
      // insertRun's validation accuracies are 0, 0.2, 0.4 and 0.6.
      expect(run.transfer).toMatchObject({ epochs: 4, start: { value: -0.1, basis: 'IMAGES' } });
      expect(run.transfer.slope.value).toBeCloseTo(0.15);
      expect(run.transfer.asymptote.value).toBeCloseTo(0.4);
      expect(run.transfer.curves.map(({ isFromScratch }: { isFromScratch: boolean }) => isFromScratch)).toEqual([
        false,
        true,
      ]);
    }
  });

  test('several seeds of one recipe are submitted at once where their mean counts, and never more', async () => {
    const setBoard = 'mutation($input: SetBoardInput!) { setBoard(input: $input) { seedsCounted } }';
    await dataOf(room.instructor.query(setBoard, { input: { assignmentId, seedsCounted: 3 } }));
    const submitSeeds = 'mutation($id: ID!) { submitSeeds(runId: $id) { id seed } }';
    const { submitSeeds: runs } = await dataOf(ada.query(submitSeeds, { id: runId }));
    expect(runs.map(({ seed }: { seed: number }) => seed)).toEqual([7, 8, 9]);
    expect((await dataOf(ada.query(submitSeeds, { id: runId }))).submitSeeds).toEqual(runs);
    expect(await codeOf(bob.query(submitSeeds, { id: runId }))).toBe('FORBIDDEN');
  });
});
