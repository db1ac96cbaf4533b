import type { Case } from '../bench.ts';
import { openKerasTrainer } from '../kerasTrainer.ts';
import { hasNative, unavailable } from '../nativeEngine.ts';
import { comparison, median } from '../row.ts';
import { openTrainer } from '../trainer.ts';
import { courseRecipe } from './recipes.ts';

export const fineTuning: Case = {
  name: 'fineTuning',
  about: 'block 5 of VGG19 fine-tuned, 3 epochs over 200 images, on the native engine',
  async *run(bench) {
    const facts = { case: 'fineTuning/block5', unit: 's', atLeast: 2 } as const;
    if (!(await hasNative())) return yield unavailable(facts);
    const { photos, quick, rounds } = bench;
    const epochs = quick ? 1 : 3;
    const recipe = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', {
      freeze: { before: 'block5_conv1' },
      head: { pooling: 'flatten', dense: [{ units: 256 }] },
      augmentation: undefined,
      optimizer: { name: 'rmsprop', learningRate: 0.00001 },
      training: { epochs, batchSize: 20 },
    });
    const counts = quick ? { train: 16, validation: 4, test: 4 } : { train: 200, validation: 20, test: 4 };
    const lesson = {
      recipe,
      data: await photos.folder('fineTuning', counts),
      weightsFile: await bench.weightsFile('VGG19', recipe.inputSize),
    };
    const trainer = await openTrainer(bench, 'fineTuning', 'native', lesson);
    const keras = await openKerasTrainer(bench, lesson);
    const ours: number[] = [];
    const theirs = { load: [] as number[], epoch: [] as number[], evaluate: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      bench.say(`round ${round + 1} of ${rounds}`);
      ours.push((await trainer.first(lesson)).seconds);
      if (keras) {
        theirs.load.push(await keras.load());
        theirs.epoch.push(await keras.epoch(0.5));
        theirs.evaluate.push(await keras.evaluate());
      }
    }
    await keras?.close();
    await trainer.close();
    yield comparison({
      ...facts,
      engine: trainer.engine,
      ours,
      keras: keras && theirs.epoch.map((epoch) => median(theirs.load) + epochs * epoch + median(theirs.evaluate)),
      extrapolated: true,
      ofKeras: [`Keras: ${epochs} times one epoch of model.fit, of which half the images are measured a round`],
    });
  },
};
