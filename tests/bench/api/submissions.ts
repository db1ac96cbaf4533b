import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { SubmitRunDocument, WorkersDocument } from '../../../web/graphql/generated/graphql.ts';
import { type Answer, dataOf } from '../../setup/api.ts';
import { distribution, type Measured, single } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

const minuteMs = 60_000;
const submit = print(SubmitRunDocument);

/** A deadline: within a minute, each student submits a run, while a worker trains; then the queue is long. */
export async function* submissions(site: LargeSite, draw: (below: number) => number): AsyncGenerator<Measured> {
  const { database, assignmentId, size, staff, room } = site;
  const count = Math.min(1000, size.students - 1);
  const recipe = (seed: number, epochs = 2) => ({ backbone: 'CNN', inputSize: 46, seed, training: { epochs } });
  const stopWorker = site.startWorker();
  try {
    for (const seed of [1, 2])
      await dataOf(room.instructor.query(submit, { input: { assignmentId, recipe: recipe(seed, 1000) } }));
    while ((await database.run.count({ where: { status: 'TRAINING', studentId: room.instructor.user.id } })) === 0)
      await sleep(200);
    const times: number[] = [];
    const sent = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        await sleep((index * minuteMs) / count + draw(200));
        const begun = performance.now();
        const answer = await site.student(1 + index).query(submit, {
          input: { assignmentId, recipe: recipe(1_000_000 + index) },
        });
        times.push(performance.now() - begun);
        return answer;
      }),
    );
    const accepted = sent.flatMap(({ data }) => (data ? [data.submitRun.run.id as string] : []));
    const found = await database.run.count({ where: { id: { in: accepted }, jobId: { not: null } } });
    const name = `${count} submissions in a minute while two runs train`;
    yield distribution(name, times, 500);
    yield single(`${name}: accepted`, accepted.length, { count, unit: 'runs', target: 0.95 * count, atLeast: true });
    yield single(`${name}: accepted, but not there`, accepted.length - found, nothing(count, 'runs'));
    yield single(`${name}: BUSY`, sent.filter(isBusy).length / count, { ...nothing(count, 'share'), target: 0.05 });
    yield single(
      `${name}: answered neither so nor so`,
      sent.filter((answer) => !answer.data && !isBusy(answer)).length,
      nothing(count, 'runs'),
    );
  } finally {
    await stopWorker();
  }
  const waited: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    const begun = performance.now();
    await dataOf(staff[round % staff.length]!.query(print(WorkersDocument), { filter: {}, first: 50, after: null }));
    waited.push(performance.now() - begun);
  }
  yield distribution('queue, while as many wait', waited, 100);
}

const isBusy = ({ errors }: Answer<unknown>) => errors?.[0]?.extensions.code === 'BUSY';

const nothing = (count: number, unit: Measured['unit']) => ({ count, unit, target: 0, atLeast: false });
