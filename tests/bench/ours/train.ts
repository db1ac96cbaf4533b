import { z } from 'zod';
import { recipeSchema } from '#contracts/recipe';
import { openDataFolders } from '../../../bin/local/dataFolders.ts';
import { openPlace } from '../../../bin/local/place.ts';
import { trainOn } from '../../../bin/local/trainOn.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { serve } from './serve.ts';

/**
 * `downstream train`, timed from the moment that its engine is started: `node train.ts <engine>`. A request is a whole
 * run: images are read, the network is built and given its weights, features are computed, epochs trained, the test
 * images judged.
 */
const requestSchema = z.strictObject({ recipe: recipeSchema, data: z.string(), weightsFile: z.string().optional() });

const place = await openPlace(z.enum(['auto', 'native', 'wasm']).parse(process.argv[2]));

await serve({ engine: place.engine.name }, async (request) => {
  const { recipe, data, weightsFile } = requestSchema.parse(request);
  const epochs: EpochResult[] = [];
  const started = performance.now();
  const { features } = await trainOn(place, await openDataFolders({ data }), recipe, {
    weightsFile,
    onEpoch: (epoch) => void epochs.push(epoch),
  });
  return {
    seconds: (performance.now() - started) / 1000,
    epochSeconds: epochs.map(({ seconds }) => seconds),
    features: { ...features.counts, by: features.by },
  };
});
