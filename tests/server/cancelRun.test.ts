import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const cancel = 'mutation($id: ID!) { cancelRun(id: $id) { status finishedAt queuePosition } }';

describe('cancelling a run', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let bob: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    assignmentId = await room.assignment();
    ada = await room.student('Ada');
    bob = await room.student('Bob');
  });
  afterAll(() => server.stop());

  const submitted = async (seed: number): Promise<string> => {
    const recipe = { backbone: 'CNN', inputSize: 46, seed };
    const document = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
    return (await dataOf(ada.query(document, { input: { assignmentId, recipe } }))).submitRun.run.id;
  };
  const jobState = async (runId: string) =>
    (
      await server.database.$queryRaw<
        { state: string }[]
      >`SELECT state::text FROM pgboss.job WHERE data->>'runId' = ${runId}`
    )[0]?.state;

  it('takes it out of the queue', async () => {
    const id = await submitted(1);
    expect(await jobState(id)).toBe('created');
    const { cancelRun } = await dataOf(ada.query(cancel, { id }));
    expect(cancelRun).toMatchObject({ status: 'CANCELLED', finishedAt: expect.any(String), queuePosition: null });
    expect(await jobState(id)).toBe('cancelled');
  });

  it('is for its owner and the staff', async () => {
    const id = await submitted(2);
    expect(await codeOf(bob.query(cancel, { id }))).toBe('FORBIDDEN');
    expect(await jobState(id)).toBe('created');
    expect(await codeOf(room.instructor.query(cancel, { id }))).toBeUndefined();
  });

  it('works at any point before the end', async () => {
    for (const status of ['PREPARING', 'TRAINING', 'EVALUATING'] as const) {
      const { id } = await insertRun(server.database, { assignmentId, studentId: ada.user.id, status });
      expect((await dataOf(ada.query(cancel, { id }))).cancelRun.status).toBe('CANCELLED');
    }
  });

  it('is refused after the end, and changes nothing', async () => {
    for (const status of ['SUCCEEDED', 'FAILED', 'CANCELLED'] as const) {
      const { id } = await insertRun(server.database, { assignmentId, studentId: ada.user.id, status });
      const { errors } = await ada.query(cancel, { id });
      expect(errors?.[0]).toMatchObject({
        extensions: { code: 'RUN_FINISHED' },
        message: `Expected a run that has not ended; this one is ${status}.`,
      });
      expect((await server.database.run.findUniqueOrThrow({ where: { id } })).status).toBe(status);
    }
  });
});
