import type { Case } from '../bench.ts';
import { openClassroom } from '../classroom.ts';
import { measurement } from '../row.ts';
import { courseRecipe } from './recipes.ts';

/** The last run ends so long after the last submission, at most. */
const mostSeconds = 20;

export const lecture: Case = {
  name: 'lecture',
  about: '60 phones submit head-only runs of 20 epochs over a minute, with stored features: when the last one ends',
  async *run(bench) {
    const { photos, quick } = bench;
    const counts = quick ? { train: 4, validation: 2, test: 2 } : { train: 64, validation: 16, test: 16 };
    const [phones, overMs] = quick ? [2, 1000] : [60, 60_000];
    const { weights: _, ...recipe } = courseRecipe({ quick: true }, 'mobilenetv2-frozen.yaml', {
      training: { epochs: quick ? 2 : 20 },
    });
    const classroom = await openClassroom(bench, 'lecture', {
      photos: await photos.folder('lecture', counts),
      backbone: 'MobileNetV2',
      weightsFile: await bench.weightsFile('MobileNetV2', recipe.inputSize),
      concurrency: 2,
    });
    try {
      // What a teacher prepares before the lecture.
      await classroom.train([recipe]);
      const runs = await classroom.train(
        Array.from({ length: phones }, (_, seed) => ({ ...recipe, seed })),
        { overMs },
      );
      const last = (times: (Date | null)[]) => Math.max(...times.map((time) => time!.getTime()));
      const submitted = last(runs.map(({ submittedAt }) => submittedAt));
      const seconds = (last(runs.map(({ finishedAt }) => finishedAt)) - submitted) / 1000;
      const waits = runs
        .map(({ submittedAt, finishedAt }) => (finishedAt!.getTime() - submittedAt.getTime()) / 1000)
        .sort((a, b) => a - b);
      yield measurement({
        case: 'lecture/last',
        engine: 'worker',
        unit: 's',
        ours: [seconds],
        target: `≤ ${mostSeconds} s after the last submission`,
        reached: seconds <= mostSeconds,
        notes: [
          `${phones} runs over ${overMs / 1000} s; from submission to end: median ` +
            `${waits[Math.floor(waits.length / 2)]!.toFixed(1)} s, longest ${waits.at(-1)!.toFixed(1)} s`,
        ],
      });
    } finally {
      await classroom.close();
    }
  },
};
