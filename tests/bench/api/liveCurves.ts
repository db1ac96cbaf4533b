import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { announcement } from '#prisma/announce';
import { RunProgressDocument } from '../../../web/graphql/generated/graphql.ts';
import { insertRun } from '../../setup/runs.ts';
import { distribution, type Measured, single } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

/** A run that ends an epoch ten times a second. */
const quick = { epochs: 100, everyMs: 100 };
/** An epoch that comes later is not live. */
const lateMs = 1000;

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
  const streams = Array.from({ length: watchers }, (_, number) =>
    staff[number % staff.length]!.subscribe(print(RunProgressDocument), { runId }),
  );
  const watching = streams.map(async (messages) => {
    for await (const { data } of messages) {
      if (data === null) throw new Error('expected messages without errors');
      if (data.runProgress.epochs.length === 0) inPlace += 1;
      for (const { epoch } of data.runProgress.epochs) lateness.push(performance.now() - writtenAt[epoch]!);
    }
  });
  while (inPlace < watchers) await sleep(50);
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
