import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { runEnvironmentSchema } from '#contracts/environment';
import type { Case } from '../bench.ts';
import { openClassroom } from '../classroom.ts';
import { measurement } from '../row.ts';
import { courseRecipe } from './recipes.ts';

const mostMegabytes = 2000;

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
    const classroom = await openClassroom(bench, 'memory', { photos: data, backbone: 'VGG19', weightsFile, concurrency: 1 });
    let most = 0;
    try {
      const [run] = await classroom.train([recipe], (worker) => {
        const timer = setInterval(async () => {
          most = Math.max(most, await residentMegabytes(worker));
        }, 200);
        return () => clearInterval(timer);
      });
      const seconds = (run!.finishedAt!.getTime() - run!.startedAt!.getTime()) / 1000;
      const notes = [`${counts.train} images in ${seconds.toFixed(0)} s; resident memory, read every 200 ms`];
      const target = `< ${mostMegabytes} MB`;
      yield measurement({
        case: 'memory/VGG19',
        engine: `${run!.engine}, ${runEnvironmentSchema.parse(run!.environment).executor!.name}`,
        unit: 'MB',
        ours: [most],
        target,
        reached: most < mostMegabytes,
        notes,
      });
    } finally {
      await classroom.close();
    }
  },
};

/** What a process and all that it has started hold. Linux only. */
async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const statuses = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (id) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return { id: Number(id), parent: number('PPid'), kilobytes: number('VmRSS') };
      }),
  );
  const family = (id: number): number =>
    statuses
      .filter(({ parent }) => parent === id)
      .reduce((sum, child) => sum + family(child.id), statuses.find((one) => one.id === id)?.kilobytes ?? 0);
  return (family(pid!) * 1024) / 1e6;
}
