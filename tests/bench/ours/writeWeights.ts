import { z } from 'zod';
import { backboneNames } from '#contracts/backbones';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { writeLegacyH5 } from '../../../learning/weights/legacyH5Writer.ts';

/**
 * `node writeWeights.ts <network> <side> <file.h5>`: random parameters as Keras initializes them, in a file that both
 * sides read. What the numbers are does not change how long they take.
 */
const [network, side, path] = process.argv.slice(2);
await startEngine('wasm');
await writeLegacyH5(path!, buildBackbone(z.enum(backboneNames).parse(network), { inputSize: Number(side), seed: 1 }));
