import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const compare = `query($ids: [ID!]!, $base: ID) { compareRuns(runIds: $ids, baseId: $base) {
  runs { id name weights } fields { path values }
  recipes { runIds isFromScratch isBase againstBase { isTwin epochs earlyEpochs lateEpochs
    start { value low high basis } slope { value } asymptote { value }
    own { start slope intercept asymptote } base { start asymptote } } }
} }`;

describe('compared runs', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let assignmentId: string;
  const ids: Record<string, string> = {};

  const pretrained = parseRecipe({ backbone: 'MobileNetV2', inputSize: 96, training: { epochs: 4 } }).recipe!;
  const scratch = twinRecipe(pretrained);

  async function insert(name: string, student: SignedIn, recipe: object, valAccs: number[]): Promise<void> {
    const { id, number: runNumber } = await insertRun(server.database, {
      assignmentId,
      studentId: student.user.id,
      recipe,
      status: 'SUCCEEDED',
    });
    await server.database.epoch.createMany({
      data: valAccs.map((valAcc, index) => ({
        runNumber,
        epoch: index + 1,
        loss: 1,
        acc: 0.5,
        valLoss: 1,
        valAcc,
        learningRate: 0.001,
        seconds: 1,
      })),
    });
    ids[name] = id;
  }

  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment();
    await insert('pretrained', ada, { ...pretrained, seed: 1 }, [0.6, 0.7, 0.8, 0.8]);
    await insert('pretrained 2', ada, { ...pretrained, seed: 2 }, [0.7, 0.8, 0.9, 0.9]);
    await insert('scratch', ada, { ...scratch, seed: 1 }, [0.3, 0.4, 0.5, 0.6]);
    await insert('scratch 2', ada, { ...scratch, seed: 2 }, [0.4, 0.5, 0.6, 0.7]);
    await insert('longer', ada, { ...pretrained, training: { ...pretrained.training, epochs: 6 } }, [0.6, 0.7, 0.7]);
    await insert('none yet', ada, { ...pretrained, inputSize: 128 }, []);
    await insert('bob', bob, pretrained, [0.1]);
  });
  afterAll(() => server.stop());

  const ask = async (client: SignedIn, names: string[], base?: string) =>
    (await dataOf(client.query(compare, { ids: names.map((name) => ids[name]), base: base && ids[base] }))).compareRuns;

  it('come in the order asked, with only the fields that differ', async () => {
    const { runs, fields } = await ask(ada, ['longer', 'pretrained', 'longer']);
    expect(runs.map(({ id }: { id: string }) => id)).toEqual([ids.longer, ids.pretrained]);
    expect(fields).toEqual([
      { path: 'training.epochs', values: [6, 4] },
      { path: 'seed', values: [42, 1] },
    ]);
  });

  it('have the seeds of one recipe together, measured against the recipe from scratch', async () => {
    const { recipes } = await ask(ada, ['pretrained', 'scratch', 'pretrained 2', 'scratch 2']);
    expect(recipes).toHaveLength(2);
    const [own, base] = recipes;
    expect(own.runIds).toEqual([ids.pretrained, ids['pretrained 2']]);
    expect(base).toMatchObject({ isFromScratch: true, isBase: true, againstBase: null });
    expect(own.againstBase).toMatchObject({ isTwin: true, epochs: 4, earlyEpochs: 3, lateEpochs: 1 });
    expect(own.againstBase.start).toMatchObject({ value: expect.closeTo(0.3), basis: 'SEEDS' });
    expect(own.againstBase.slope.value).toBeCloseTo(0);
    expect(own.againstBase.asymptote.value).toBeCloseTo(0.2);
    expect(own.againstBase.own).toEqual({
      start: expect.closeTo(0.65),
      slope: expect.closeTo(0.1),
      intercept: expect.closeTo(0.65),
      asymptote: expect.closeTo(0.85),
    });
    expect(own.againstBase.base).toEqual({ start: expect.closeTo(0.35), asymptote: expect.closeTo(0.65) });
  });

  it('are measured against any of them, over the epochs that both have', async () => {
    const { recipes } = await ask(ada, ['pretrained', 'longer', 'none yet', 'scratch'], 'longer');
    const of = (name: string) => recipes.find(({ runIds }: { runIds: string[] }) => runIds.includes(ids[name]!));
    expect(of('longer').isBase).toBe(true);
    expect(of('pretrained').againstBase).toMatchObject({ isTwin: false, epochs: 3 });
    expect(of('none yet').againstBase).toBeNull();
    expect(of('scratch').againstBase.start.value).toBeCloseTo(-0.3);
  });

  it("are one's own, or any of the course to its staff", async () => {
    expect(await codeOf(bob.query(compare, { ids: [ids.bob, ids.pretrained] }))).toBe('FORBIDDEN');
    expect((await ask(room.instructor, ['bob', 'pretrained'])).runs).toHaveLength(2);
    const elsewhere = await room.assignment();
    const { id } = await insertRun(server.database, {
      assignmentId: elsewhere,
      studentId: ada.user.id,
      recipe: scratch,
      status: 'SUCCEEDED',
      epochs: 4,
    });
    ids.elsewhere = id;
    // Other images say nothing of these.
    const { recipes } = await ask(ada, ['pretrained', 'elsewhere']);
    expect(recipes[0].againstBase).toBeNull();
  });

  it('are one to twenty, and the base is one of them', async () => {
    const code = (variables: Record<string, unknown>) => codeOf(ada.query(compare, variables));
    expect(await code({ ids: [] })).toBe('BAD_USER_INPUT');
    const many = Array.from({ length: 21 }, (_, index) => `${index}`);
    expect(await code({ ids: many })).toBe('BAD_USER_INPUT');
    expect(await code({ ids: [ids.pretrained], base: ids.scratch })).toBe('BAD_USER_INPUT');
    expect(await code({ ids: ['nothing'] })).toBe('NOT_FOUND');
  });
});
