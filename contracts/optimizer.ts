import { z } from 'zod';
import { usualNumbers } from './usualNumbers.ts';

const unit = z.number().min(0).max(1);
const rate = z.number().positive().max(10);
const { rho, momentum, beta1, beta2, initialAccumulatorValue } = usualNumbers;
const betas = { beta1: unit.default(beta1), beta2: unit.default(beta2) };

/** Keras's optimizers with Keras's defaults. */
export const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('rmsprop'),
    learningRate: rate.default(0.001),
    rho: unit.default(rho),
    momentum: unit.default(momentum),
  }),
  z.strictObject({ name: z.literal('adam'), learningRate: rate.default(0.001), ...betas }),
  z.strictObject({ name: z.literal('sgd'), learningRate: rate.default(0.01), momentum: unit.default(momentum) }),
  z.strictObject({
    name: z.literal('adagrad'),
    learningRate: rate.default(0.001),
    initialAccumulatorValue: z.number().min(0).max(100).default(initialAccumulatorValue),
  }),
  z.strictObject({ name: z.literal('adamax'), learningRate: rate.default(0.001), ...betas }),
]);

export type OptimizerSettings = z.infer<typeof optimizerSchema>;
export type OptimizerName = OptimizerSettings['name'];

type NumberOf<Settings> = Settings extends unknown ? Exclude<keyof Settings, 'name'> : never;
type OptimizerNumber = NumberOf<OptimizerSettings>;

/** The numbers of each optimizer, in order. */
export const optimizerNumbers = Object.fromEntries(
  optimizerSchema.options.map(({ shape: { name, ...numbers } }) => [name.value, Object.keys(numbers)]),
) as Record<OptimizerName, OptimizerNumber[]>;
