import { z } from 'zod';
import type { Bench } from './bench.ts';
import { openSide } from './side.ts';
import type { Lesson } from './trainer.ts';

const secondsSchema = z.object({ seconds: z.number() });

/** The real Keras with a recipe; what it can be asked is in `keras/recipe.py`. Each answers its seconds. */
export interface KerasTrainer {
  load(): Promise<number>;
  /** `share`: of the images; the seconds are those of all. Of augmented images always all. */
  epoch(share?: number): Promise<number>;
  /** The mean of so many in a row, but for the first. */
  epochs(count: number): Promise<number>;
  evaluate(): Promise<number>;
  features(share: number): Promise<number>;
  head(): Promise<number>;
  close(): Promise<void>;
}

/** null where Python has no Keras. */
export async function openKerasTrainer(
  { python }: Bench,
  { recipe, data, weightsFile = '' }: Lesson,
): Promise<KerasTrainer | null> {
  if (!python) return null;
  const side = await openSide(
    z.object({ keras: z.string() }),
    python.script('recipe.py', [JSON.stringify(recipe), data, weightsFile]),
  );
  const ask = async (what: string, more = {}) => (await side.ask(secondsSchema, { do: what, ...more })).seconds;
  return {
    load: () => ask('load'),
    epoch: (share = 1) => ask('epoch', { share }),
    epochs: (count) => ask('epochs', { count }),
    evaluate: () => ask('evaluate'),
    features: (share) => ask('features', { share }),
    head: () => ask('head'),
    close: side.close,
  };
}
