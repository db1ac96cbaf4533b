import type { RecipeInput } from '#contracts/recipe';

/** The pictures that the lessons' runs learn from. */
export type Subject = 'pets' | 'scenery' | 'digits' | 'lowDigits' | 'highDigits';

/** One run of the lessons. */
export interface Experiment {
  /** What the figures find it by, e.g. "pets/400/block_6_expand/42". */
  name: string;
  subject: Subject;
  /** Training images, the same number of each class. */
  images: number;
  recipe: RecipeInput;
}

/** Names the weights that the run `upstream` has learned, as a recipe names weights that a course has published. */
export const learnedOnDigits = '0d161750-0000-4000-8000-000000000004';
export const upstream = 'lowDigits/1000/upstream/42';

const head = { name: 'adam', learningRate: 0.001 } as const;
const headEpochs = 4;
const fineEpochs = 3;
const long = { epochs: 30 };
const short = { epochs: 20 };

/** Where the frozen part of MobileNetV2 ends: after all blocks, before a block, or nowhere. */
const cuts = ['all', 'block_14_expand', 'block_6_expand', 'none'] as const;
/** Of the CNN. */
const cnnCuts = ['all', 'conv2d_3', 'conv2d_2', 'none'] as const;

const transfer: RecipeInput = {
  backbone: 'MobileNetV2',
  inputSize: 96,
  head: { pooling: 'avg' },
  optimizer: head,
};

const cnn: RecipeInput = { backbone: 'CNN', inputSize: 46, head: { pooling: 'flatten' }, optimizer: head };

const scratch: RecipeInput = { ...cnn, head: { pooling: 'flatten', dense: [{ units: 512 }] } };

const variation = {
  rotationRange: 20,
  widthShiftRange: 0.1,
  heightShiftRange: 0.1,
  zoomRange: 0.1,
  horizontalFlip: true,
};

function freezeOf(cut: string): NonNullable<RecipeInput['freeze']> {
  return cut === 'all' || cut === 'none' ? cut : { before: cut };
}

/** The head first, then the layers from the cut on with steps of a `rate`; all frozen, the head goes on. */
function fineTuned(cut: (typeof cuts)[number], learningRate = 0.0001): RecipeInput {
  if (cut === 'all') return { ...transfer, training: { epochs: headEpochs + fineEpochs } };
  const optimizer = { name: 'adam', learningRate } as const;
  return {
    ...transfer,
    training: { epochs: headEpochs },
    stages: [{ freeze: freezeOf(cut), optimizer, epochs: fineEpochs }],
  };
}

function* all(): Generator<Experiment> {
  const run = (subject: Subject, images: number, what: string, recipe: RecipeInput, seed = 42): Experiment => ({
    name: `${subject}/${images}/${what}/${seed}`,
    subject,
    images,
    recipe: { ...recipe, seed },
  });
  // What start, slope and asymptote mean.
  for (const seed of [42, 43]) yield run('pets', 400, 'frozen', { ...transfer, training: long }, seed);
  yield run('pets', 400, 'scratch', { ...scratch, training: long });
  // How many images it takes.
  for (const images of [20, 50, 100, 200]) {
    yield run('pets', images, 'frozen', { ...transfer, training: short });
    yield run('pets', images, 'scratch', { ...scratch, training: short });
  }
  // The front page: what is frozen.
  for (const cut of cuts) yield run('pets', 200, cut, fineTuned(cut));
  // One backbone, several tasks.
  for (const subject of ['pets', 'scenery', 'digits'] as const)
    yield run(subject, 300, 'frozen', { ...transfer, training: short });
  // Where to cut: a CNN that knows the digits 0 to 4, on the digits 5 to 9 and on photographs.
  yield run('lowDigits', 1000, 'upstream', { ...cnn, training: { epochs: 5 } });
  const near = { epochs: 15, batchSize: 10 };
  const far = { epochs: 10 };
  for (const cut of cnnCuts) {
    const known: RecipeInput = { ...cnn, weights: learnedOnDigits, freeze: freezeOf(cut) };
    yield run('highDigits', 50, cut, { ...known, training: near });
    yield run('pets', 300, cut, { ...known, training: far });
  }
  yield run('highDigits', 50, 'scratch', { ...cnn, training: near });
  yield run('pets', 300, 'scratch', { ...cnn, training: far });
  // Against overfitting.
  yield run('pets', 400, 'augmented', { ...scratch, augmentation: variation, training: short });
  const dropout: RecipeInput['head'] = { pooling: 'flatten', dense: [{ units: 512, dropout: 0.5 }] };
  yield run('pets', 400, 'dropout', { ...scratch, head: dropout, training: short });
  // What large steps do to a pretrained network.
  yield run('pets', 200, 'large-steps', fineTuned('block_6_expand', head.learningRate));
}

export const experiments = [...all()];
