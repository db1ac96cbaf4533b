import { provenanceSchema } from '#contracts/provenance';
import { watchChildren } from '../../setup/processMemory.ts';
import type { Case } from '../bench.ts';
import { openClassroom } from '../classroom.ts';
import { measurement } from '../row.ts';
import { courseRecipe } from './recipes.ts';

const mostMegabytes = 2000;
/** More often would take a good part of a processor from the worker. */
const everyMs = 200;

export const memory: Case = {
  name: 'memory',
  about: 'a run of VGG19 at 224 pixels with 4,000 images: the most memory that the worker and its child hold together',
  async *run(bench) {
    const { photos, quick } = bench;
    const counts = quick ? { train: 16, validation: 2, test: 2 } : { train: 4000, validation: 20, test: 4 };
    const { weights: _, ...recipe } = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', {
      augmentation: undefined,
      training: { epochs: 2, batchSize: 100 },
    });
    const weightsFile = await bench.weightsFile('VGG19', recipe.inputSize);
    const data = await photos.folder('memory', counts);
    const classroom = await openClassroom(bench, 'memory', {
      photos: data,
      backbone: 'VGG19',
      weightsFile,
      concurrency: 1,
    });
    const watch = watchChildren((commandLine) => commandLine.includes('worker/main.ts'), everyMs);
    try {
      const [run] = await classroom.train([recipe]);
      const most = (await watch.peak()) / 1e6;
      const seconds = (run!.finishedAt!.getTime() - run!.startedAt!.getTime()) / 1000;
      const notes = [`${counts.train} images in ${seconds.toFixed(0)} s; shared memory counts once`];
      const target = `< ${mostMegabytes} MB`;
      yield measurement({
        case: 'memory/VGG19',
        engine: `${run!.engine}, ${provenanceSchema.parse(run!.environment).executor!.name}`,
        unit: 'MB',
        ours: [most],
        target,
        reached: most < mostMegabytes,
        notes,
      });
    } finally {
      await watch.peak();
      await classroom.close();
    }
  },
};
