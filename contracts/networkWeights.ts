import { z } from 'zod';
import { backboneNames, weightsNames } from './backboneEntries.ts';

/** Weights of a network that go by a name. */
export const networkWeightsSchema = z.strictObject({ backbone: z.enum(backboneNames), weights: z.enum(weightsNames) });
export type NetworkWeights = z.infer<typeof networkWeightsSchema>;
