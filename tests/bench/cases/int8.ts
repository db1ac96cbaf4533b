import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { type Bench, type Case, ourScript } from '../bench.ts';
import { bestKeras, featuresSchema } from '../kerasFeatures.ts';
import { comparison, measurement, type Row } from '../row.ts';
import { openSide } from '../side.ts';

/** Images a round, and how many times as quick as Keras's float32 they should be. */
const networks: [ApplicationName, { images: number; atLeast: number }][] = [
  ['VGG19', { images: 16, atLeast: 2 }],
  ['ResNet50', { images: 48, atLeast: 1.2 }],
];

export const int8: Case = {
  name: 'int8',
  about: 'the same in eight bits, and how often a trained network, and a head on it, say the same in them',
  async *run(bench) {
    for (const [network, { images, atLeast }] of networks)
      yield await measureNetwork(bench, network, bench.quick ? 16 : images, atLeast);
    yield await measurePredictions(bench);
  },
};

const aboutSchema = z.object({ batch: z.int(), distance: z.number(), inInt8: z.int(), inAll: z.int() });

async function measureNetwork(bench: Bench, network: ApplicationName, images: number, atLeast: number): Promise<Row> {
  const side = String(bench.quick ? 64 : 224);
  const ours = await openSide(aboutSchema, ourScript('features.ts', [network, side, 'int8']));
  const keras = bench.python && (await bestKeras(bench, bench.python, network, side));
  const speeds = { ours: [] as number[], keras: [] as number[] };
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    const answers = { ours: await ours.ask(featuresSchema, { images }), keras: await keras?.ask(images) };
    speeds.ours.push(answers.ours.images / answers.ours.seconds);
    if (answers.keras) speeds.keras.push(answers.keras.images / answers.keras.seconds);
  }
  await ours.close();
  await keras?.close();
  const { batch, distance, inInt8, inAll } = ours.about;
  const notes = [
    `${side} pixels, our batch ${batch}`,
    `${inInt8} of ${inAll} convolutions in eight bits, ` +
      `features ${(distance * 100).toFixed(1)} % from float32 (relative L2; random weights)`,
  ];
  const row = comparison({
    case: `int8/${network}`,
    engine: 'ONNX',
    unit: 'images/s',
    ours: speeds.ours,
    keras: keras && speeds.keras,
    atLeast,
    notes,
    ofKeras: keras ? [`Keras at its best here, in float32: ${keras.settings}`] : [],
  });
  const isClose = distance <= 0.02;
  return { ...row, target: `${row.target}, within 2 %`, reached: row.reached === null ? null : row.reached && isClose };
}

/** nsfwjs's MobileNetV2, whose trained parameters and top come from npm, on pictures of emoji. */
async function measurePredictions(bench: Bench): Promise<Row> {
  const images = bench.quick ? 40 : 2000;
  const answerSchema = z.object({
    same: z.number(),
    commonest: z.number(),
    sameOfHead: z.number(),
    relativeL2: z.number(),
    categories: z.int(),
    accuracies: z.object({ float32: z.number(), float16: z.number(), int8: z.number() }),
  });
  const side = await openSide(aboutSchema, ourScript('predictions.ts', [bench.folder]));
  const { same, commonest, sameOfHead, relativeL2, categories, accuracies } = await side.ask(answerSchema, { images });
  await side.close();
  const { distance, inInt8, inAll } = side.about;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return measurement({
    case: 'int8/predictions',
    engine: 'ONNX',
    unit: '% the same',
    ours: [same * 100],
    target: '≥ 99 %',
    reached: same >= 0.99,
    notes: [
      `nsfwjs's MobileNetV2 on ${images} pictures, once: the same class as in float32 ` +
        `(the commonest is that of ${percent(commonest)}); ` +
        `features ${percent(relativeL2)} apart`,
      distance <= 0.02
        ? `${inInt8} of ${inAll} convolutions in eight bits`
        : `${percent(distance)} when it is calibrated, with ${inInt8} of ${inAll} convolutions: ` +
          'a run keeps this network in float32',
      `a new head for ${categories} categories, trained on three quarters of the pictures, ` +
        `is right about the others: ${Object.entries(accuracies)
          .map(([precision, accuracy]) => `${percent(accuracy)} in ${precision}`)
          .join(', ')}; one that was trained in float32 says the same of ${percent(sameOfHead)} in int8`,
    ],
  });
}
