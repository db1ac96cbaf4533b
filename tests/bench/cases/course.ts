import type { Case } from '../bench.ts';
import { openKerasTrainer } from '../kerasTrainer.ts';
import { comparison, median } from '../row.ts';
import { openTrainer, type Trained } from '../trainer.ts';
import { courseRecipe, withOtherHead } from './recipes.ts';
import { secondStudent } from './secondStudent.ts';

export const course: Case = {
  name: 'course',
  about: "the course's recipe: frozen VGG19, no augmentation, 20 epochs over 500 images; then a second student's head",
  async *run(bench) {
    const { photos, quick, rounds } = bench;
    const epochs = quick ? 2 : 20;
    const recipe = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', {
      augmentation: undefined,
      training: { epochs, batchSize: 100 },
    });
    const counts = quick ? { train: 16, validation: 4, test: 4 } : { train: 500, validation: 20, test: 4 };
    const lesson = {
      recipe,
      data: await photos.folder('course', counts),
      weightsFile: await bench.weightsFile('VGG19', recipe.inputSize),
    };
    const other = { ...lesson, recipe: withOtherHead(recipe) };
    const trainer = await openTrainer(bench, 'course', 'auto', lesson);
    const keras = await openKerasTrainer(bench, lesson);
    const kerasOther = await openKerasTrainer(bench, other);

    const ours = { first: [] as Trained[], second: [] as Trained[] };
    const theirs = {
      load: [] as number[],
      epoch: [] as number[],
      evaluate: [] as number[],
      byHand: [] as number[],
      second: [] as number[],
    };
    for (let round = 0; round < rounds; round++) {
      bench.say(`round ${round + 1} of ${rounds}`);
      ours.first.push(await trainer.first(lesson));
      if (keras && kerasOther) {
        const load = await keras.load();
        const features = await keras.features(share);
        const evaluate = await keras.evaluate();
        theirs.byHand.push(load + features + (await keras.head()) + evaluate);
        theirs.load.push(load);
        theirs.evaluate.push(evaluate);
        theirs.epoch.push(await keras.epoch(share));
      }
      ours.second.push(await trainer.second(other));
      if (kerasOther) {
        if (round === 0) {
          await kerasOther.load();
          await kerasOther.features(share / 2);
        }
        theirs.second.push(await kerasOther.head());
      }
    }
    await keras?.close();
    await kerasOther?.close();
    await trainer.close();

    const facts = { engine: trainer.engine, unit: 's' } as const;
    const whole = keras && theirs.epoch.map((epoch) => median(theirs.load) + epochs * epoch + median(theirs.evaluate));
    yield comparison({
      ...facts,
      case: 'course/fit',
      ours: ours.first.map(({ seconds }) => seconds),
      keras: whole,
      atLeast: 10,
      extrapolated: true,
      ofKeras: [
        `Keras: ${epochs} times one epoch of model.fit, of which 1/${1 / share} of the images is measured a round`,
      ],
    });
    yield comparison({
      ...facts,
      case: 'course/byHand',
      ours: ours.first.map(({ seconds }) => seconds),
      keras: keras && theirs.byHand,
      atLeast: 1,
      extrapolated: true,
      ofKeras: [`Keras: predict over 1/${1 / share} of the images, times ${1 / share}, then fit of the head alone`],
    });
    yield secondStudent('course/second', trainer, ours.first, ours.second, keras && theirs.second);
  },
};

/** The part of the images that Keras is measured on, a whole batch: its time grows with their number. */
const share = 0.2;
