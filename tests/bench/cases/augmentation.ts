import type { Case } from '../bench.ts';
import { openKerasTrainer } from '../kerasTrainer.ts';
import { comparison, median } from '../row.ts';
import { openTrainer, type Trained } from '../trainer.ts';
import { courseRecipe, withOtherHead } from './recipes.ts';
import { secondStudent } from './secondStudent.ts';

export const augmentation: Case = {
  name: 'augmentation',
  about: "the course's recipe with augmentation, 3 epochs over 300 images; then a second student with another head",
  async *run(bench) {
    const { photos, quick, rounds } = bench;
    const epochs = quick ? 1 : 3;
    const recipe = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', { training: { epochs, batchSize: 100 } });
    const counts = quick ? { train: 16, validation: 4, test: 4 } : { train: 300, validation: 20, test: 4 };
    const lesson = {
      recipe,
      data: await photos.folder('augmentation', counts),
      weightsFile: await bench.weightsFile('VGG19', recipe.inputSize),
    };
    const other = { ...lesson, recipe: withOtherHead(recipe) };
    const trainer = await openTrainer(bench, 'augmentation', 'auto', lesson);
    const keras = await openKerasTrainer(bench, lesson);
    const kerasOther = await openKerasTrainer(bench, other);

    const ours = { first: [] as Trained[], second: [] as Trained[] };
    const theirs = { epoch: [] as number[], evaluate: [] as number[], second: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      bench.say(`round ${round + 1} of ${rounds}`);
      ours.first.push(await trainer.first(lesson));
      if (keras) {
        if (round === 0) await keras.load();
        theirs.epoch.push(await keras.epoch());
        theirs.evaluate.push(await keras.evaluate());
      }
      ours.second.push(await trainer.second(other));
      if (kerasOther) {
        if (round === 0) {
          await kerasOther.load();
          await kerasOther.features(0.1);
        }
        theirs.second.push(await kerasOther.head());
      }
    }
    await keras?.close();
    await kerasOther?.close();
    await trainer.close();

    yield comparison({
      case: 'augmentation/fit',
      engine: trainer.engine,
      unit: 's',
      ours: ours.first.map(({ seconds }) => seconds),
      keras: keras && theirs.epoch.map((epoch) => epochs * epoch + median(theirs.evaluate)),
      atLeast: 1.3,
      extrapolated: true,
      ofKeras: [`Keras: ${epochs} times one epoch of fit on ImageDataGenerator`],
    });
    yield secondStudent('augmentation/second', trainer, ours.first, ours.second, keras && theirs.second);
  },
};
