import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BackboneName } from '#contracts/backbones';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { openObjectStore } from '#prisma/objectStore';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { estimateRunMemory } from '../../../learning/recipe/estimateMemory.ts';
import { writeWeights } from '../../../learning/weights/weightsFile.ts';
import { type RunningWorker, startWorker } from '../../../worker/worker.ts';
import { watchChildren } from '../../setup/processMemory.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

vi.setConfig({ testTimeout: 1_800_000 });

/**
 * Recipes whose peak memory is compared with its estimate. The first two always run. `RUN_MEMORY=all`, with and without
 * `ENGINE=native`, runs the others too, which take minutes each on WASM.
 */
const training = { epochs: 1, batchSize: 24 };
const recipes: [name: string, recipe: RecipeInput][] = [
  ['the CNN', { backbone: 'CNN', inputSize: 96, training }],
  ['the head of MobileNetV2', { backbone: 'MobileNetV2', training, inputSize: 128 }],
  ['the CNN in its own size', { backbone: 'CNN', training }],
  [
    'a large head',
    { backbone: 'MobileNetV2', inputSize: 96, head: { pooling: 'flatten', dense: [{ units: 2048 }] }, training },
  ],
  ['all of MobileNetV2', { backbone: 'MobileNetV2', freeze: 'none', training: { epochs: 1, batchSize: 4 } }],
  ['the head of VGG19', { backbone: 'VGG19', head: { pooling: 'flatten' }, training }],
  ['the head of VGG19 in int8', { backbone: 'VGG19', head: { pooling: 'flatten' }, precision: 'int8', training }],
  [
    'the last block of VGG19',
    { backbone: 'VGG19', freeze: { before: 'block5_conv1' }, training: { epochs: 1, batchSize: 8 } },
  ],
  ['the last stage of ResNet50', { backbone: 'ResNet50', freeze: { before: 'conv5_block1_1_conv' }, training }],
  [
    'ResNet50 from the middle of a block',
    { backbone: 'ResNet50', freeze: { before: 'conv4_block3_2_conv' }, training: { epochs: 1, batchSize: 8 } },
  ],
  ['the last cells of NASNetMobile', { backbone: 'NASNetMobile', freeze: { before: 'normal_conv_1_9' }, training }],
  ['the head of ResNet152', { backbone: 'ResNet152', training }],
  ['the head of DenseNet121', { backbone: 'DenseNet121', training }],
];
const chosen = process.env.RUN_MEMORY === 'all' ? recipes : recipes.slice(0, 2);
const engine = process.env.ENGINE === 'native' ? 'native' : 'wasm';
const onLinux = process.platform === 'linux';

let course: ShapesCourse;
let worker: RunningWorker;

beforeAll(async () => {
  course = await openShapesCourse();
  await startEngine('wasm');
  worker = await startWorker({ ...course.worker, engine, memory: 1e12 });
});

afterAll(async () => {
  await worker.stop();
  await course.close();
});

/** The id of published weights for a backbone, which begin a run without a download. */
async function publishWeights(backbone: BackboneName): Promise<string> {
  const { id: courseId } = await course.database.course.findFirstOrThrow();
  const known = await course.database.weights.findFirst({ where: { backbone } });
  if (known) return known.id;
  const model = buildBackbone(backbone, { inputSize: 224, seed: 1 });
  const { objects, cache } = course.worker.directories;
  const hash = await openObjectStore(objects).put(await writeWeights(model, cache));
  model.dispose();
  const columns = { courseId, name: backbone, backbone, inputSize: 224, preprocessing: 'backbone', hash };
  return (await course.database.weights.create({ data: columns })).id;
}

test.runIf(onLinux).each(chosen)(
  '%s takes no more memory than is estimated, and no less than a quarter of it',
  async (name, recipe) => {
    const weights = recipe.backbone === 'CNN' ? 'random' : await publishWeights(recipe.backbone);
    const input = { ...recipe, weights };
    const watch = watchChildren((commandLine) => commandLine.includes('worker/child/'));
    const run = await course.waitFor(await course.submit(input), undefined, 1_500_000);
    const peak = await watch.peak();
    const size = { classes: 2, images: { train: 24, validation: 8, test: 20 } };
    const estimate = estimateRunMemory(recipeSchema.parse(input), size, engine);
    if (process.env.RUN_MEMORY)
      console.log(`${engine}, ${name}: ${megabytes(peak)} of ${megabytes(estimate)} (${run.status})`);
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(peak).toBeLessThan(estimate);
    expect(estimate).toBeLessThan(4 * peak);
  },
);

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
