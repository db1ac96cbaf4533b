import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#prisma/client';
import { lostRunsQueue, openQueue, queueOptions, runsQueue, sendRun } from '#prisma/queue';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** What an older version of this program left in the database: the same queues with other options. */
async function openOlderQueue(): Promise<void> {
  const boss = new PgBoss({ connectionString: database.ownerUrl, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(lostRunsQueue);
  await boss.createQueue(runsQueue, { heartbeatSeconds: 60, retryLimit: 0, retryDelay: 30, expireInSeconds: 900 });
  await boss.stop();
}

test('a queue that an older version made takes the options of this one, and gives them to its jobs', async () => {
  await openOlderQueue();
  const onError = (error: Error) => expect.fail(String(error));
  const queue = await openQueue(database.url, { onError });
  const client = connect(database.url);
  try {
    expect(await queue.getQueue(runsQueue)).toMatchObject(queueOptions);
    const runId = '0198b4a2-0000-7000-8000-000000000001';
    const jobId = await client.$transaction((transaction) => sendRun(queue, transaction, { runId, priority: 0 }));
    const [job] = await queue.findJobs(runsQueue, { id: jobId });
    // Whether workers are told is the queue's own business, not its jobs'.
    const { notify: _notify, ...ofJobs } = queueOptions;
    expect(job).toMatchObject({ data: { runId }, ...ofJobs });
  } finally {
    await client.$disconnect();
    await queue.stop();
  }
});
