import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { type Bench, type Case, ourScript } from '../bench.ts';
import type { Python } from '../python.ts';
import { comparison, type Row } from '../row.ts';
import { openSide, type Side } from '../side.ts';

/** Images a round: some seconds of work for each network. */
const networks: [ApplicationName, number][] = [
  ['VGG19', 16],
  ['ResNet50', 48],
  ['MobileNetV2', 192],
  ['DenseNet121', 48],
];

const secondsSchema = z.object({ seconds: z.number() });

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
    const mean = ratios.length > 0 ? Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length) : null;
    const nothing = { ours: null, keras: null, engine: 'ONNX', unit: 'images/s' } as const;
    const row = comparison({ ...nothing, case: 'features/mean', atLeast: 1.3, notes: ['geometric mean of the four ratios'] });
    yield { ...row, ratio: mean, reached: mean === null ? null : mean >= 1.3 };
  },
};

async function measureNetwork(bench: Bench, network: ApplicationName, images: number): Promise<Row> {
  const side = String(bench.quick ? 64 : 224);
  const ours = await openSide(z.object({ batch: z.int() }), ourScript('features.ts', [network, side]));
  const keras = bench.python && (await bestKeras(bench, bench.python, network, side));
  const speeds = { ours: [] as number[], keras: [] as number[] };
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    const answer = await ours.ask(z.object({ seconds: z.number(), images: z.int() }), { images });
    speeds.ours.push(answer.images / answer.seconds);
    if (keras) speeds.keras.push(images / (await keras.seconds(images)));
  }
  await ours.close();
  await keras?.close();
  const settings = keras ? [`Keras at its best here: ${keras.settings}`] : [];
  return comparison({
    case: `features/${network}`,
    engine: 'ONNX',
    unit: 'images/s',
    ours: speeds.ours,
    keras: keras && speeds.keras,
    atLeast: 1,
    notes: [`${side} pixels, our batch ${ours.about.batch}`, ...settings],
  });
}

interface Settings {
  side: Side<unknown>;
  oneDnn: boolean;
  batch: number;
  way: 'function' | 'predict';
}

/** Tries Keras's settings on 16 images each, and answers with the quickest. */
async function bestKeras({ quick }: Bench, python: Python, network: string, side: string) {
  let best: { settings: Settings; seconds: number } | undefined;
  const sides: Side<unknown>[] = [];
  for (const oneDnn of quick ? [true] : [true, false]) {
    const env = { TF_ENABLE_ONEDNN_OPTS: oneDnn ? '1' : '0' };
    const process = await openSide(z.unknown(), python.script('features.py', [network, side], env));
    sides.push(process);
    for (const way of ['function', 'predict'] as const)
      for (const batch of quick ? [16] : [1, 4, 16]) {
        const settings = { side: process, oneDnn, batch, way };
        // The first one compiles.
        await ask(settings, batch);
        const seconds = await ask(settings, 16);
        if (best === undefined || seconds < best.seconds) best = { settings, seconds };
      }
  }
  const { settings } = best!;
  for (const process of sides) if (process !== settings.side) await process.close();
  const how = settings.way === 'function' ? 'model(x) in a tf.function' : 'predict';
  return {
    settings: `batches of ${settings.batch}, oneDNN ${settings.oneDnn ? 'on' : 'off'}, ${how}`,
    seconds: (images: number) => ask(settings, images),
    close: settings.side.close,
  };
}

async function ask({ side, batch, way }: Settings, images: number): Promise<number> {
  return (await side.ask(secondsSchema, { do: 'features', images, batch, way })).seconds;
}
