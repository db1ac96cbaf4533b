import type { Bench, Case } from '../bench.ts';
import { type KerasTrainer, openKerasTrainer } from '../kerasTrainer.ts';
import { hasNative, unavailable } from '../nativeEngine.ts';
import { comparison, measurement, median } from '../row.ts';
import { openTrainer } from '../trainer.ts';
import { courseRecipe } from './recipes.ts';

const batchSize = 32;
/** Milliseconds a step that the WASM engine is held against, and how many times quicker it should be. */
const wasm = { ms: 2400, atLeast: 3 };

export const cnn: Case = {
  name: 'cnn',
  about: 'the CNN from scratch, a step of 32 images at 64 pixels, on the native engine and on WASM',
  async *run(bench) {
    const facts = { case: 'cnn/native', unit: 'ms a step', atLeast: 1 } as const;
    if (await hasNative()) {
      const { engine, ours, keras } = await measureSteps(bench, 'native', bench.quick ? 2 : 20);
      yield comparison({ ...facts, engine, ours, keras });
    } else yield unavailable(facts);

    const { engine, ours } = await measureSteps({ ...bench, python: null }, 'wasm', 2);
    const ratio = wasm.ms / median(ours);
    const target = `≥ ${wasm.atLeast} × quicker than ${wasm.ms} ms`;
    yield measurement({
      case: 'cnn/wasm',
      unit: 'ms a step',
      engine,
      ours,
      ratio,
      target,
      reached: ratio >= wasm.atLeast,
    });
  },
};

/** Milliseconds a step, round by round: the mean of the epochs of one training, but for its first. */
async function measureSteps(bench: Bench, engine: 'native' | 'wasm', steps: number) {
  const epochs = bench.quick ? 2 : 6;
  const recipe = courseRecipe(bench, 'cnn.yaml', { training: { epochs, batchSize } });
  const whole = { ...recipe, training: { ...recipe.training, batchSize } };
  const data = await bench.photos.folder(`cnn-${engine}`, { train: steps * batchSize, validation: 2, test: 2 });
  const lesson = { recipe: whole, data };
  const trainer = await openTrainer(bench, `cnn-${engine}`, engine, lesson);
  const keras: KerasTrainer | null = await openKerasTrainer(bench, lesson);
  await keras?.load();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    const { epochSeconds } = await trainer.first(lesson);
    const [, ...measured] = epochSeconds;
    ours.push((measured.reduce((sum, seconds) => sum + seconds, 0) * 1000) / measured.length / steps);
    if (keras) theirs.push(((await keras.epochs(epochs)) * 1000) / steps);
  }
  await keras?.close();
  await trainer.close();
  return { engine: trainer.engine, ours, keras: keras && theirs };
}
