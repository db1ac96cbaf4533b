import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { announcement } from '#prisma/announce';
import { RunProgressDocument } from '../../../web/graphql/generated/graphql.ts';
import type { Client } from '../../setup/api.ts';
import { insertRun } from '../../setup/runs.ts';
import { distribution, type Measured, single } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

/** A run that ends an epoch ten times a second. */
const quick = { epochs: 100, everyMs: 100 };
/** An epoch that comes later is not live. */
const lateMs = 1000;

/** A server lets in twice as many at once from one address before they have said who they are. */
const comeAtOnce = 50;

/** A run of ten epochs a second that many people watch: which epochs they see, and how late. */
export async function* liveCurves(site: LargeSite): AsyncGenerator<Measured> {
  for (const watchers of [50, 200]) yield* watchedBy(site, watchers, quick);
}

/** So many people watch a run of so many epochs. */
export async function* watchedBy(
  { database, assignmentId, staff }: LargeSite,
  watchers: number,
  { epochs, everyMs }: { epochs: number; everyMs: number },
): AsyncGenerator<Measured> {
  const { id: runId, number: runNumber } = await insertRun(database, {
    assignmentId,
    studentId: 'student-1',
    status: 'TRAINING',
    recipe: { seed: watchers, training: { epochs } },
  });
  const writtenAt: number[] = [];
  const lateness: number[] = [];
  let inPlace = 0;
  const streams: AsyncIterator<unknown>[] = [];
  const watch = async (client: Client) => {
    const messages = client.subscribe(print(RunProgressDocument), { runId });
    streams.push(messages);
    let last = 0;
    for await (const { data } of messages) {
      if (data === null) throw new Error('expected messages without errors');
      const { epochs } = data.runProgress as { epochs: { epoch: number }[] };
      if (epochs.length === 0) inPlace += 1;
      // An epoch may come twice, which a page does not show.
      for (const { epoch } of epochs.filter(({ epoch }) => epoch > last))
        lateness.push(performance.now() - writtenAt[epoch]!);
      last = Math.max(last, epochs.at(-1)?.epoch ?? 0);
    }
  };
  const watching: Promise<void>[] = [];
  while (watching.length < watchers) {
    for (let number = 0; number < comeAtOnce; number++) watching.push(watch(staff[number % staff.length]!));
    while (inPlace < watching.length) await Promise.race([sleep(50), Promise.all(watching)]);
  }
  const begun = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    await sleep(Math.max(0, begun + epoch * everyMs - performance.now()));
    await database.$transaction(async (transaction) => {
      await transaction.epoch.create({
        data: {
          runNumber,
          epoch,
          loss: 1 / epoch,
          acc: 0.5,
          valLoss: 1,
          valAcc: 0.5,
          learningRate: 0.001,
          seconds: 0.1,
        },
      });
      await transaction.$queryRaw`SELECT ${announcement({ runId, epoch })}`;
    });
    writtenAt[epoch] = performance.now();
  }
  await sleep(2 * lateMs);
  await Promise.all(streams.map((messages) => messages.return?.()));
  await Promise.allSettled(watching);
  const expected = watchers * epochs;
  const name = `${watchers} watch ${1000 / everyMs} epochs a second`;
  yield distribution(`${name}: how late`, lateness, lateMs);
  yield single(`${name}: share that comes`, lateness.length / expected, {
    count: expected,
    unit: 'share',
    target: 1,
    atLeast: true,
  });
}
