import { randomUUID } from 'node:crypto';
import { print } from 'graphql';
import { recipeSchema } from '#contracts/recipe';
import { openQueue, runsQueue } from '#prisma/queue';
import { readWantedWorkers } from '#prisma/waitingWork';
import { SubmitRunDocument, WorkersDocument } from '../../../web/graphql/generated/graphql.ts';
import { dataOf } from '../../setup/api.ts';
import { distribution, type Measured } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

const rounds = 40;
const target = 100;

/** Far more runs wait than a class submits: fifteen of each student. */
export async function* longQueue(site: LargeSite, draw: (below: number) => number): AsyncGenerator<Measured> {
  const { database, databaseUrl, assignmentId, size, staff } = site;
  const waiting = size.students * 15;
  const queue = await openQueue(databaseUrl, { onError: (error) => process.stderr.write(`${error.stack}\n`) });
  try {
    for (let first = 0; first < waiting; first += 1000) {
      const ids = Array.from({ length: Math.min(1000, waiting - first) }, () => randomUUID());
      const jobs = ids.map((runId, index) => ({
        data: { runId },
        priority: -Math.floor((first + index) / size.students),
      }));
      const jobIds = await queue.insert(runsQueue, jobs, { returnId: true });
      await database.run.createMany({
        data: ids.map((id, index) => ({
          id,
          assignmentId,
          studentId: `student-${1 + ((first + index) % (size.students - 1))}`,
          recipe: JSON.parse(JSON.stringify(recipeOf(2_000_000 + first + index))),
          recipeHash: `waits-${first + index}`,
          submittedAt: new Date(),
          jobId: jobIds![index]!,
        })),
      });
    }
    const measured = async (what: string, ask: (round: number) => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        await ask(round);
        times.push(performance.now() - begun);
      }
      return distribution(`${what}, while ${waiting} runs wait`, times, target);
    };
    const someone = () => site.student(1 + draw(size.students - 1));
    yield measured('queue, staff', (round) =>
      dataOf(staff[round % staff.length]!.query(print(WorkersDocument), { filter: {}, first: 50, after: null })),
    );
    yield measured('queue, student', () =>
      dataOf(someone().query(print(WorkersDocument), { filter: {}, first: 50, after: null })),
    );
    yield measured('a student submits', (round) =>
      dataOf(
        someone().query(print(SubmitRunDocument), { input: { assignmentId, recipe: recipeOf(3_000_000 + round) } }),
      ),
    );
    yield measured('what a scheduler is told', () =>
      readWantedWorkers(database, { slots: 2, drainSeconds: 30, ceiling: 100 }),
    );
    yield measured('a worker is given its next run', () => queue.fetch(runsQueue));
  } finally {
    await queue.stop({ graceful: false });
  }
}

const recipeOf = (seed: number) =>
  recipeSchema.parse({ backbone: 'CNN', inputSize: 46, seed, training: { epochs: 2 } });
