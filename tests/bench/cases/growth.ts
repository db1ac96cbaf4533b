import type { Case } from '../bench.ts';
import { measurement, type Row } from '../row.ts';
import { openTrainer } from '../trainer.ts';
import { courseRecipe } from './recipes.ts';

const most = 1.1;

export const growth: Case = {
  name: 'growth',
  about: 'how the time grows with images (250 to 4,000) and with epochs (10 to 1,000)',
  async *run(bench) {
    const { photos, quick } = bench;
    const recipe = courseRecipe(bench, 'mobilenetv2-frozen.yaml', { training: { epochs: 1, batchSize: 32 } });
    const weightsFile = await bench.weightsFile('MobileNetV2', recipe.inputSize);
    const folder = (train: number) => photos.folder(`growth-${train}`, { train, validation: 2, test: 2 });
    const sizes = quick ? [8, 32] : [250, 1000, 4000];
    const smallest = { recipe, weightsFile, data: await folder(sizes[0]!) };
    const trainer = await openTrainer(bench, 'growth', 'auto', smallest);

    const overImages: [number, number][] = [];
    for (const images of sizes) {
      bench.say(`${images} images`);
      const data = images === sizes[0] ? smallest.data : await folder(images);
      overImages.push([images, (await trainer.first({ ...smallest, data })).seconds]);
    }
    yield exponentRow('growth/images', trainer.engine, overImages, 'images, a whole run of a frozen MobileNetV2');

    await trainer.first(smallest);
    const overEpochs: [number, number][] = [];
    for (const epochs of quick ? [2, 8] : [10, 100, 1000]) {
      bench.say(`${epochs} epochs`);
      const { epochSeconds } = await trainer.second({ ...smallest, recipe: { ...recipe, training: { ...recipe.training, epochs } } });
      overEpochs.push([epochs, epochSeconds.reduce((sum, seconds) => sum + seconds, 0)]);
    }
    await trainer.close();
    yield exponentRow('growth/epochs', trainer.engine, overEpochs, 'epochs, of the head on the features of the fewest images');
  },
};

/** The steepest slope between neighbours on logarithmic axes: 1 where twice as much takes twice as long. */
function exponentRow(name: string, engine: string, points: [number, number][], of: string): Row {
  const slopes = points.slice(1).map(([n, seconds], index) => {
    const [before, secondsBefore] = points[index]!;
    return Math.log(seconds / secondsBefore) / Math.log(n / before);
  });
  const steepest = Math.max(...slopes);
  const notes = [`${points.map(([n, seconds]) => `${n}: ${seconds.toFixed(1)} s`).join(', ')} (${of})`];
  return measurement({ case: name, engine, unit: 'exponent', ours: [steepest], target: `≤ ${most}`, reached: steepest <= most, notes });
}
