import { z } from 'zod';
import { engineNames, engineOptions } from '#contracts/provenance';
import { recipeSchema } from '#contracts/recipe';
import { openDataFolders } from '../../../bin/local/dataFolders.ts';
import { openPlace, placeOn } from '../../../bin/local/place.ts';
import { trainOn } from '../../../bin/local/trainOn.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { serve } from './serve.ts';

/**
 * `downstream train`, timed from the moment that its engine is started: `node train.ts <engine> [chosen]`. A
 * `chosen` engine is started without a probe, with the settings that its environment has. A request is a whole
 * run: images are read, the network is built and given its weights, features are computed, epochs trained, the test
 * images judged.
 */
const requestSchema = z.strictObject({ recipe: recipeSchema, data: z.string(), weightsFile: z.string().optional() });

const [wanted, chosen] = process.argv.slice(2);
const place = chosen
  ? placeOn(await startEngine(z.enum(engineNames).parse(wanted)))
  : await openPlace(z.enum(engineOptions).parse(wanted));

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
