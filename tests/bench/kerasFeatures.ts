import { z } from 'zod';
import type { Bench } from './bench.ts';
import type { Python } from './python.ts';
import { openSide, type Side } from './side.ts';

/** What a side that computes features answers. */
export const timesSchema = z.object({ seconds: z.number(), processorSeconds: z.number() });

interface Settings {
  side: Side<unknown>;
  oneDnn: boolean;
  batch: number;
  way: 'function' | 'predict';
  /** For 16 images. */
  seconds: number;
}

/** Tries Keras's settings on 16 images each, the quickest of them also without oneDNN, and answers with the best. */
export async function bestKeras({ quick }: Bench, python: Python, network: string, side: string) {
  const open = (oneDnn: boolean) =>
    openSide(z.unknown(), python.script('features.py', [network, side], { TF_ENABLE_ONEDNN_OPTS: oneDnn ? '1' : '0' }));

  const withOneDnn = await open(true);
  let best: Settings = { side: withOneDnn, oneDnn: true, batch: 16, way: 'function', seconds: Number.POSITIVE_INFINITY };
  for (const way of ['function', 'predict'] as const)
    for (const batch of quick ? [16] : [1, 4, 16]) {
      const tried = await trySettings({ side: withOneDnn, oneDnn: true, batch, way });
      if (tried.seconds < best.seconds) best = tried;
    }
  if (!quick) {
    const without = await open(false);
    const tried = await trySettings({ ...best, side: without, oneDnn: false });
    const [better, worse] = tried.seconds < best.seconds ? [tried, best] : [best, tried];
    best = better;
    await worse.side.close();
  }
  const how = best.way === 'function' ? 'model(x) in a tf.function' : 'predict';
  return {
    settings: `batches of ${best.batch}, oneDNN ${best.oneDnn ? 'on' : 'off'}, ${how}`,
    ask: (images: number) => ask(best, images),
    close: best.side.close,
  };
}

async function trySettings(settings: Omit<Settings, 'seconds'>): Promise<Settings> {
  // The first one compiles.
  await ask(settings, settings.batch);
  return { ...settings, seconds: (await ask(settings, 16)).seconds };
}

function ask({ side, batch, way }: Omit<Settings, 'seconds'>, images: number) {
  return side.ask(timesSchema, { do: 'features', images, batch, way });
}
