import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { executorPlaces } from '#contracts/provenance';
import type { EngineChoice } from '../../../learning/engine/engine.ts';
import type { GpuRuntime } from '../../../learning/executors/gpuPlaces.ts';
import { type Bench, ourScript } from '../bench.ts';
import { courseRecipe } from '../cases/recipes.ts';
import { bestKeras, featuresSchema } from '../kerasFeatures.ts';
import { type KerasTrainer, openKerasTrainer } from '../kerasTrainer.ts';
import { comparison, median, type Row } from '../row.ts';
import { openSide } from '../side.ts';
import { type Lesson, openTrainer, type Trained } from '../trainer.ts';
import { torchFeatures, torchRecipe } from './torch.ts';

/** What all cases of the GPU's bench are given. */
export interface GpuBench extends Bench {
  engine: EngineChoice;
  /** Where ONNX Runtime works besides the processor. */
  gpus: GpuRuntime[];
  /** The command of a Python that has PyTorch and torchvision, where it has no Keras. */
  torch: string | null;
}

export interface GpuCase {
  name: string;
  about: string;
  /** After so many seconds it is given up. */
  seconds: number;
  run(bench: GpuBench): Promise<Row>;
}

const networks = ['VGG19', 'ResNet50', 'MobileNetV2', 'DenseNet121'] as const satisfies ApplicationName[];

/** In the order in which they run. Together they may take what the bench has, less what it takes to begin. */
export const gpuCases: readonly GpuCase[] = [
  ...networks.map((network) => ({
    name: `features/${network}`,
    about: 'frozen features, images a second, on whatever computes them fastest',
    seconds: 45,
    run: (bench: GpuBench) => features(bench, network),
  })),
  { name: 'cnn', about: 'the CNN from scratch, a step of 32 images at 64 pixels', seconds: 60, run: cnn },
  { name: 'block5', about: 'VGG19 from block5_conv1 on, an epoch over 200 images', seconds: 75, run: block5 },
  { name: 'course', about: "the course's recipe: frozen VGG19, 20 epochs over 500 images", seconds: 105, run: course },
];

/** Seconds that one way to compute features is timed for. */
const timed = 3;

async function features(bench: GpuBench, network: ApplicationName): Promise<Row> {
  const { engine, gpus, quick } = bench;
  const side = quick ? '64' : '224';
  const ways: [label: string, args: string[], env?: Record<string, string>][] = [
    ...gpus.map(({ place }): [string, string[]] => [`ONNX on ${executorPlaces[place]}`, [place]]),
    ['ONNX on the processor', ['processor']],
  ];
  if (!engine.provenance.adapter?.software) ways.push([engine.name, ['engine', engine.name], engine.settings]);
  const speeds: { label: string; rounds: number[] }[] = [];
  const notes = [`${side} pixels`];
  for (const [label, args, env] of ways) {
    try {
      const ours = await openSide(
        z.object({ batch: z.int() }),
        ourScript('features.ts', [network, side, ...args], env),
      );
      const rounds: number[] = [];
      for (const started = performance.now(); rounds.length === 0 || performance.now() - started < timed * 1000; ) {
        const { images, seconds } = await ours.ask(featuresSchema, { images: ours.about.batch });
        rounds.push(images / seconds);
        if (quick) break;
      }
      await ours.close();
      speeds.push({ label, rounds });
      notes.push(`${label}: ${median(rounds).toPrecision(3)} images/s, batches of ${ours.about.batch}`);
    } catch (error) {
      notes.push(`${label}: ${(error as Error).message.slice(0, 300)}`);
    }
  }
  const best = speeds.reduce<(typeof speeds)[number] | undefined>(
    (fastest, one) => (fastest && median(fastest.rounds) >= median(one.rounds) ? fastest : one),
    undefined,
  );
  if (!best) throw new Error(notes.join('; '));
  const theirs = await ofOthers(bench, network, side);
  return comparison({
    case: `features/${network}`,
    engine: best.label,
    unit: 'images/s',
    ours: best.rounds,
    keras: theirs?.speeds ?? null,
    atLeast: 1,
    notes,
    ofKeras: theirs ? [theirs.note] : [],
  });
}

/** Keras's images a second, or PyTorch's where Python has no Keras. */
async function ofOthers(
  bench: GpuBench,
  network: ApplicationName,
  side: string,
): Promise<{ speeds: number[]; note: string } | null> {
  if (!bench.python)
    return bench.torch === null ? null : torchFeatures(bench.torch, network, side, bench.quick ? 4 : 64);
  const keras = await bestKeras(bench, bench.python, network, side);
  const speeds: number[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 3); round++) {
    const { images, seconds } = await keras.ask(bench.quick ? 4 : 64);
    speeds.push(images / seconds);
  }
  await keras.close();
  return { speeds, note: `Keras at its best here: ${keras.settings}` };
}

/** The mean of the epochs of one training, but for its first. */
async function cnn(bench: GpuBench): Promise<Row> {
  const [epochs, steps, batchSize] = bench.quick ? [2, 1, 4] : [6, 20, 32];
  const whole = courseRecipe(bench, 'cnn.yaml', { training: { epochs, batchSize } });
  const recipe = { ...whole, training: { ...whole.training, batchSize } };
  const data = await bench.photos.folder('gpu-cnn', { train: steps * batchSize, validation: 2, test: 2 });
  const lesson = { recipe, data };
  const { engine, trained } = await train(bench, 'cnn', lesson);
  const [, ...measured] = trained.epochSeconds;
  const ours = (measured.reduce((sum, seconds) => sum + seconds, 0) * 1000) / measured.length / steps;
  const theirs = await others(bench, lesson, {
    async keras(trainer) {
      await trainer.load();
      return trainer.epochs(epochs);
    },
    torch: { do: 'epoch', count: epochs - 1 },
  });
  return comparison({
    case: 'cnn',
    engine,
    unit: 'ms a step',
    ours: [ours],
    keras: theirs && [(theirs.seconds * 1000) / steps],
    atLeast: 1,
    ofKeras: theirs ? [theirs.note] : [],
  });
}

async function block5(bench: GpuBench): Promise<Row> {
  const epochs = 2;
  const recipe = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', {
    freeze: { before: 'block5_conv1' },
    head: { pooling: 'flatten', dense: [{ units: 256 }] },
    augmentation: undefined,
    optimizer: { name: 'rmsprop', learningRate: 0.00001 },
    training: { epochs, batchSize: 20 },
  });
  const counts = bench.quick ? { train: 8, validation: 2, test: 2 } : { train: 200, validation: 20, test: 4 };
  const lesson = {
    recipe,
    data: await bench.photos.folder('gpu-block5', counts),
    weightsFile: await bench.weightsFile('VGG19', recipe.inputSize),
  };
  const { engine, trained } = await train(bench, 'block5', lesson);
  const theirs = await others(bench, lesson, {
    async keras({ load, epoch }) {
      await load();
      // The first one compiles.
      await epoch(0.1);
      return epoch(0.5);
    },
    torch: { do: 'epoch', count: 1 },
  });
  return comparison({
    case: 'block5',
    engine,
    unit: 's',
    ours: [trained.epochSeconds.at(-1)!],
    keras: theirs && [theirs.seconds],
    atLeast: 1,
    notes: [`the last of ${epochs} epochs; the whole run took ${trained.seconds.toFixed(1)} s`],
    ofKeras: theirs ? [`${theirs.note}: one epoch through the whole network`] : [],
  });
}

async function course(bench: GpuBench): Promise<Row> {
  const epochs = bench.quick ? 2 : 20;
  const recipe = courseRecipe(bench, 'cats-and-dogs-vgg19.yaml', {
    augmentation: undefined,
    training: { epochs, batchSize: 100 },
  });
  const counts = bench.quick ? { train: 8, validation: 2, test: 2 } : { train: 500, validation: 20, test: 4 };
  const lesson = {
    recipe,
    data: await bench.photos.folder('gpu-course', counts),
    weightsFile: await bench.weightsFile('VGG19', recipe.inputSize),
  };
  const { engine, trained } = await train(bench, 'course', lesson);
  const theirs = await others(bench, lesson, {
    async keras({ load, features, head }) {
      const loaded = await load();
      // The first one compiles.
      await features(0.1);
      return loaded + (await features(0.5)) + (await head());
    },
    torch: { do: 'course' },
  });
  return comparison({
    case: 'course',
    engine,
    unit: 's',
    ours: [trained.seconds],
    keras: theirs && [theirs.seconds],
    atLeast: 1,
    ofKeras: theirs ? [`${theirs.note}: features by hand, then the head alone`] : [],
  });
}

/** One training of ours, in a process of its own. */
async function train(bench: GpuBench, name: string, lesson: Lesson): Promise<{ engine: string; trained: Trained }> {
  const trainer = await openTrainer(bench, `gpu-${name}`, bench.engine, lesson);
  const trained = await trainer.first(lesson);
  await trainer.close();
  return { engine: trainer.engine, trained };
}

/** Keras's seconds, or PyTorch's where Python has no Keras; null where it has neither. */
async function others(
  bench: GpuBench,
  lesson: Lesson,
  ask: { keras(trainer: KerasTrainer): Promise<number>; torch: Parameters<typeof torchRecipe>[2] },
): Promise<{ seconds: number; note: string } | null> {
  const keras = await openKerasTrainer(bench, lesson);
  if (!keras) return bench.torch === null ? null : torchRecipe(bench.torch, lesson, ask.torch);
  const seconds = await ask.keras(keras);
  await keras.close();
  return { seconds, note: `the other side is ${bench.python!.version}` };
}
