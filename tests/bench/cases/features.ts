import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { type Bench, type Case, ourScript } from '../bench.ts';
import { bestKeras, featuresSchema } from '../kerasFeatures.ts';
import { comparison, median, type Row } from '../row.ts';
import { openSide } from '../side.ts';

/** Images a round: some seconds of work for each network. */
const networks: [ApplicationName, number][] = [
  ['VGG19', 16],
  ['ResNet50', 48],
  ['MobileNetV2', 192],
  ['DenseNet121', 48],
];

export const features: Case = {
  name: 'features',
  about: 'frozen features in float32, images a second, against Keras at its best settings',
  async *run(bench) {
    const ratios: number[] = [];
    for (const [network, images] of networks) {
      const row = await measureNetwork(bench, network, bench.quick ? 16 : images);
      if (row.ratio !== null) ratios.push(row.ratio);
      yield row;
    }
    const mean =
      ratios.length > 0 ? Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length) : null;
    const nothing = { ours: null, keras: null, engine: 'ONNX', unit: 'images/s' } as const;
    const row = comparison({
      ...nothing,
      case: 'features/mean',
      atLeast: 1.3,
      notes: ['geometric mean of the four ratios'],
    });
    yield { ...row, ratio: mean, reached: mean === null ? null : mean >= 1.3 };
  },
};

async function measureNetwork(bench: Bench, network: ApplicationName, images: number): Promise<Row> {
  const side = String(bench.quick ? 64 : 224);
  const ours = await openSide(z.object({ batch: z.int() }), ourScript('features.ts', [network, side]));
  const keras = bench.python && (await bestKeras(bench, bench.python, network, side));
  const speeds = { ours: [] as number[], keras: [] as number[] };
  const each = { ours: [] as number[], keras: [] as number[] };
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    const answers = { ours: await ours.ask(featuresSchema, { images }), keras: await keras?.ask(images) };
    for (const [whose, done] of Object.entries(answers) as [keyof typeof answers, typeof answers.keras][]) {
      if (!done) continue;
      speeds[whose].push(done.images / done.seconds);
      each[whose].push(done.processorSeconds / done.images);
    }
  }
  await ours.close();
  await keras?.close();
  const milliseconds = (seconds: number[]) => `${(median(seconds) * 1000).toFixed(0)} ms`;
  const ofKeras = keras
    ? [`of a processor an image: Keras ${milliseconds(each.keras)}`, `Keras at its best here: ${keras.settings}`]
    : [];
  return comparison({
    case: `features/${network}`,
    engine: 'ONNX',
    unit: 'images/s',
    ours: speeds.ours,
    keras: keras && speeds.keras,
    atLeast: 1,
    notes: [
      `${side} pixels, our batch ${ours.about.batch}`,
      `of a processor an image: ours ${milliseconds(each.ours)}`,
    ],
    ofKeras,
  });
}
