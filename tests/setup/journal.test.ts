import { expect, test } from 'vitest';
import { keepJournal } from './journal.ts';
import { openShapesCourse } from './shapesCourse.ts';

test('the journal finds an epoch that is stored twice, out of order, or between two claims', async () => {
  const course = await openShapesCourse();
  const { database } = course;
  const id = await course.submit({ backbone: 'CNN', inputSize: 46 });
  const { number: runNumber } = await database.run.findUniqueOrThrow({ where: { id } });
  const journal = await keepJournal(course.ownerUrl);
  const claim = () => database.run.update({ where: { id }, data: { attempt: { increment: 1 } } });
  const store = (epoch: number) =>
    database.$executeRaw`INSERT INTO epoch ("runNumber", epoch, loss, acc, "learningRate", seconds, "finishedAt")
      VALUES (${runNumber}, ${epoch}, 1, 0, 0.1, 1, now()) ON CONFLICT ("runNumber", epoch) DO UPDATE SET loss = 1`;
  await claim();
  for (const epoch of [1, 2, 3, 3]) await store(epoch);
  await claim();
  await database.epoch.deleteMany({ where: { runNumber, epoch: { gt: 1 } } });
  await store(2);
  expect(await journal.read()).toEqual({ doubled: [], claims: 2, droppedEpochs: 2 });

  await store(1);
  await store(4);
  await database.run.update({ where: { id }, data: { attempt: { increment: 2 } } });
  expect((await journal.read()).doubled).toHaveLength(3);
  await course.close();
});
