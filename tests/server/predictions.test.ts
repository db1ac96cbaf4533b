import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heatmapsAtOnce } from '#contracts/analysis';
import { mostPictureBytes, picturesAnHour, picturesAtOnce } from '#contracts/predictions';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { picture } from '../setup/upload.ts';

const predict = `mutation($input: PredictPictureInput!) { predictPicture(input: $input) { id finishedAt } }`;
const read = 'query($id: ID!) { prediction(id: $id) { id } }';
const explain = 'mutation($input: ExplainImageInput!) { explainImage(input: $input) { id } }';
const heatmap = 'query($id: ID!) { heatmap(id: $id) { id } }';

describe('pictures that a network is asked about', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let runId: string;
  let base64: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    [ada, bob] = [await room.student('Ada'), await room.student('Bob')];
    const run = { assignmentId: await room.assignment(), studentId: ada.user.id, status: 'SUCCEEDED' } as const;
    runId = (await insertRun(server.database, { ...run, trainedParameters: 'address', epochs: 1 })).id;
    base64 = (await picture(1)).toString('base64');
  });
  afterAll(() => server.stop());

  const ask = (who: SignedIn, given = base64) => who.query(predict, { input: { runId, picture: given } });
  const answerAll = () =>
    server.database.prediction.updateMany({ where: { finishedAt: null }, data: { finishedAt: new Date() } });

  it('are images of a bounded size', async () => {
    expect(await codeOf(ask(ada, Buffer.from('<svg/>').toString('base64')))).toBe('BAD_IMAGE');
    const large = Buffer.concat([await picture(1), Buffer.alloc(mostPictureBytes)]);
    expect(await codeOf(ask(ada, large.toString('base64')))).toBe('BAD_IMAGE');
    expect(await server.database.prediction.count()).toBe(0);
  });

  it('are answered to who asked alone, and asked of one’s own runs', async () => {
    const { predictPicture } = await dataOf(ask(ada));
    expect(await codeOf(ada.query(read, { id: predictPicture.id }))).toBeUndefined();
    for (const other of [bob, room.instructor])
      expect(await codeOf(other.query(read, { id: predictPicture.id }))).toBe('NOT_FOUND');
    expect(await codeOf(ask(bob))).toBe('FORBIDDEN');
  });

  it('are eight at once and sixty an hour, also where many are sent at once', async () => {
    await answerAll();
    await server.database.prediction.deleteMany();
    const codes = await Promise.all(Array.from({ length: picturesAtOnce + 3 }, () => codeOf(ask(ada))));
    expect(codes.filter((code) => code === undefined)).toHaveLength(picturesAtOnce);
    expect(codes.filter((code) => code === 'TOO_MANY_PICTURES')).toHaveLength(3);
    await answerAll();
    const row = { runId, userId: ada.user.id, finishedAt: new Date() };
    await server.database.prediction.createMany({ data: Array(picturesAnHour - picturesAtOnce - 1).fill(row) });
    expect(await codeOf(ask(ada))).toBeUndefined();
    await answerAll();
    expect((await ask(ada)).errors?.[0]?.extensions).toMatchObject({ code: 'TOO_MANY_PICTURES', perHour: 60 });
    await server.database.$executeRaw`UPDATE prediction SET "requestedAt" = "requestedAt" - interval '1 hour'`;
    expect(await codeOf(ask(ada))).toBeUndefined();
  });

  it('of the dataset are explained to who may see the run, and none of the test set', async () => {
    const version = await server.database.datasetVersion.findFirstOrThrow();
    const shas = (split: string) =>
      Object.entries(room.files)
        .filter(([path]) => path.startsWith(`${split}/`))
        .map(([, bytes]) => createHash('sha256').update(bytes).digest('hex'));
    const input = (sha256: string) => ({ input: { runId, sha256, className: version.classNames[0] } });
    const { explainImage } = await dataOf(ada.query(explain, input(shas('validation')[0]!)));
    expect(await codeOf(ada.query(explain, input(shas('test')[0]!)))).toBe('BAD_USER_INPUT');
    const unknown = { runId, sha256: shas('validation')[0]!, className: 'none' };
    expect(await codeOf(ada.query(explain, { input: unknown }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(bob.query(explain, input(shas('validation')[0]!)))).toBe('FORBIDDEN');
    expect(await codeOf(ada.query(heatmap, { id: explainImage.id }))).toBeUndefined();
    expect(await codeOf(bob.query(heatmap, { id: explainImage.id }))).toBe('FORBIDDEN');
    const analyse = 'mutation($runId: ID!) { analyseRun(runId: $runId) { finishedAt } }';
    expect(await codeOf(bob.query(analyse, { runId }))).toBe('FORBIDDEN');
    expect(await codeOf(ada.query(analyse, { runId }))).toBeUndefined();
    // So many wait at once, and what has been asked for is answered all the same.
    const waiting = Array.from({ length: heatmapsAtOnce - 2 }, (_, number) => ({
      runId,
      sha256: `${number}`,
      classIndex: 0,
    }));
    await server.database.heatmap.createMany({ data: waiting });
    const [, second, third] = shas('train');
    expect(await codeOf(ada.query(explain, input(second!)))).toBeUndefined();
    expect(await codeOf(ada.query(explain, input(third!)))).toBe('BUSY');
    expect(await codeOf(ada.query(explain, input(second!)))).toBeUndefined();
    await server.database.heatmap.updateMany({ data: { finishedAt: new Date() } });
    expect(await codeOf(ada.query(explain, input(third!)))).toBeUndefined();
  });
});
