import type { Run } from '#prisma/client';
import type { Case } from '../bench.ts';
import { openClassroom } from '../classroom.ts';
import { measurement } from '../row.ts';
import { courseRecipe } from './recipes.ts';

export const students: Case = {
  name: 'students',
  about:
    'one assignment for 1 student and for 50 at once, on a real worker: how often the images go through the backbone',
  async *run(bench) {
    const { photos, quick } = bench;
    const counts = quick ? { train: 4, validation: 2, test: 2 } : { train: 64, validation: 16, test: 16 };
    const data = await photos.folder('students', counts);
    const total = counts.train + counts.validation + counts.test;
    const { weights: _, ...recipe } = courseRecipe({ quick: true }, 'mobilenetv2-frozen.yaml', {
      training: { epochs: 5 },
    });
    const weightsFile = await bench.weightsFile('MobileNetV2', recipe.inputSize);
    const results: { count: number; seconds: number; passes: number }[] = [];
    for (const count of quick ? [1, 2] : [1, 50]) {
      bench.say(`${count} students`);
      const classroom = await openClassroom(bench, `students-${count}`, {
        photos: data,
        backbone: 'MobileNetV2',
        weightsFile,
        concurrency: 2,
      });
      try {
        const head = (units: number) => ({ pooling: 'avg' as const, dense: [{ units }] });
        const runs = await classroom.train(
          Array.from({ length: count }, (_, index) => ({ ...recipe, head: head(8 + index) })),
        );
        results.push({
          count,
          seconds: secondsOf(runs),
          passes: runs.reduce((sum, run) => sum + run.featuresComputed!, 0) / total,
        });
      } finally {
        await classroom.close();
      }
    }
    const { passes, seconds, count } = results.at(-1)!;
    const [one] = results;
    const notes = [
      `${one!.seconds.toFixed(1)} s for 1 student, ${seconds.toFixed(1)} s for ${count}, once; ` +
        `${total} images at ${recipe.inputSize} pixels`,
    ];
    yield measurement({
      case: 'students/passes',
      engine: 'worker',
      unit: 'passes',
      ours: [passes],
      target: '1',
      reached: results.every((result) => result.passes === 1),
      notes,
    });
  },
};

/** From the first run's start to the last one's end. */
function secondsOf(runs: Run[]): number {
  const started = Math.min(...runs.map(({ startedAt }) => startedAt!.getTime()));
  return (Math.max(...runs.map(({ finishedAt }) => finishedAt!.getTime())) - started) / 1000;
}
