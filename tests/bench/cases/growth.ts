import type { Case } from '../bench.ts';
import { measurement, median, type Row } from '../row.ts';
import { openTrainer } from '../trainer.ts';
import { courseRecipe } from './recipes.ts';

const most = 1.1;

export const growth: Case = {
  name: 'growth',
  about: 'how the time grows with images (250 to 4,000) and with epochs (10 to 1,000)',
  async *run(bench) {
    const { photos, quick, rounds } = bench;
    const recipe = courseRecipe(bench, 'mobilenetv2-frozen.yaml', { training: { epochs: 1, batchSize: 32 } });
    const weightsFile = await bench.weightsFile('MobileNetV2', recipe.inputSize);
    const folder = (train: number) => photos.folder(`growth-${train}`, { train, validation: 2, test: 2 });
    const sizes = quick ? [8, 32] : [250, 1000, 4000];
    const folders = new Map<number, string>();
    for (const size of sizes) folders.set(size, await folder(size));
    const smallest = { recipe, weightsFile, data: folders.get(sizes[0]!)! };
    const trainer = await openTrainer(bench, 'growth', 'auto', smallest);

    /** Seconds of each size, round by round. */
    const measureSizes = async (sizes: number[], what: string, measure: (size: number) => Promise<number>) => {
      const points = new Map<number, number[]>(sizes.map((size) => [size, []]));
      for (let round = 0; round < rounds; round++)
        for (const [size, seconds] of points) {
          bench.say(`${size} ${what}, round ${round + 1} of ${rounds}`);
          seconds.push(await measure(size));
        }
      return points;
    };

    const overImages = await measureSizes(sizes, 'images', async (images) => {
      return (await trainer.first({ ...smallest, data: folders.get(images)! })).seconds;
    });
    yield exponentRow('growth/images', trainer.engine, overImages, 'images, a whole run of a frozen MobileNetV2');

    await trainer.first(smallest);
    const overEpochs = await measureSizes(quick ? [2, 8] : [10, 100, 1000], 'epochs', async (epochs) => {
      const { epochSeconds } = await trainer.second({
        ...smallest,
        recipe: { ...recipe, training: { ...recipe.training, epochs } },
      });
      return epochSeconds.reduce((sum, seconds) => sum + seconds, 0);
    });
    await trainer.close();
    yield exponentRow(
      'growth/epochs',
      trainer.engine,
      overEpochs,
      'epochs, of the head on the features of the fewest images',
    );
  },
};

/**
 * The steepest slope between neighbours on logarithmic axes, of the medians: 1 where twice as much takes twice as long.
 */
function exponentRow(name: string, engine: string, measured: Map<number, number[]>, of: string): Row {
  const points = Array.from(measured, ([n, seconds]) => [n, median(seconds)] as const);
  const slopes = points.slice(1).map(([n, seconds], index) => {
    const [before, secondsBefore] = points[index]!;
    return Math.log(seconds / secondsBefore) / Math.log(n / before);
  });
  const steepest = Math.max(...slopes);
  const rounds = [...measured.values()][0]!.length;
  const notes = [
    `${points.map(([n, seconds]) => `${n}: ${seconds.toFixed(1)} s`).join(', ')} (${of}; medians of ${rounds})`,
  ];
  return measurement({
    case: name,
    engine,
    unit: 'exponent',
    ours: [steepest],
    target: `≤ ${most}`,
    reached: steepest <= most,
    notes,
  });
}
