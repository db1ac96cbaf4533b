import { z } from 'zod';
import type { Bench } from './bench.ts';
import { oneDnnIs, type Python } from './python.ts';
import { openSide, type Side } from './side.ts';

/**
 * What a side that computes features answers: of how many images (those that it was asked for, in whole batches), and
 * what they took.
 */
export const featuresSchema = z.object({ images: z.int(), seconds: z.number(), processorSeconds: z.number() });

interface Settings {
  oneDnn: boolean;
  batch: number;
  way: 'function' | 'predict';
}

/** Of each network and size: what was found is the same for all cases of a run. */
const found = new Map<string, Settings>();

/**
 * Keras with the settings that are quickest here: all of them are tried with oneDNN, the best of these also without.
 */
export async function bestKeras(bench: Bench, python: Python, network: string, size: string) {
  const open = (oneDnn: boolean) =>
    openSide(z.unknown(), python.script('features.py', [network, size], oneDnnIs(oneDnn)));
  const name = `${network} ${size}`;
  const settings = found.get(name) ?? (await findBest(bench, python, open));
  found.set(name, settings);
  const { oneDnn, batch, way } = settings;
  const side = await open(oneDnn);
  // The first one compiles.
  await ask(side, settings, batch);
  return {
    settings: [
      `batches of ${batch}`,
      `oneDNN ${oneDnn ? 'on' : 'off'}`,
      way === 'function' ? 'model(x) in a tf.function' : 'predict',
    ].join(', '),
    ask: (images: number) => ask(side, settings, images),
    close: side.close,
  };
}

async function findBest(
  { quick }: Bench,
  python: Python,
  open: (oneDnn: boolean) => Promise<Side<unknown>>,
): Promise<Settings> {
  /** Seconds: an image. */
  let best: Settings & { seconds: number } = { oneDnn: python.oneDnn, batch: 16, way: 'function', seconds: Infinity };
  const tryOn = async (side: Side<unknown>, settings: Settings) => {
    await ask(side, settings, settings.batch);
    for (let time = 0; time < 2; time++) {
      const { images, ...all } = await ask(side, settings, 16);
      const seconds = all.seconds / images;
      if (seconds < best.seconds) best = { ...settings, seconds };
    }
  };
  const side = await open(python.oneDnn);
  for (const way of ['function', 'predict'] as const)
    for (const batch of quick ? [16] : [1, 4, 16, 32]) await tryOn(side, { oneDnn: python.oneDnn, batch, way });
  await side.close();
  if (python.oneDnn && !quick) {
    const without = await open(false);
    await tryOn(without, { ...best, oneDnn: false });
    await without.close();
  }
  return best;
}

function ask(side: Side<unknown>, { batch, way }: Settings, images: number) {
  return side.ask(featuresSchema, { do: 'features', images, batch, way });
}
