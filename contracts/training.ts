import { z } from 'zod';
import type { Issue } from './issues.ts';

/** What a callback watches; a lower loss is better, a higher accuracy. */
export const monitors = ['loss', 'acc', 'valLoss', 'valAcc'] as const;
const monitor = z.enum(monitors).default('valLoss');
const patience = z.int().min(0).max(10_000);
const minDelta = z.number().min(0).max(10);

/** Keras's EarlyStopping, with its defaults. */
export const earlyStoppingSchema = z.strictObject({
  monitor,
  /** Epochs without improvement after which training ends. */
  patience: patience.default(0),
  /** A smaller change is no improvement. */
  minDelta: minDelta.default(0),
  /** Ends with the parameters of the best epoch, as in Keras also when training was not stopped early. */
  restoreBestWeights: z.boolean().default(false),
});
export type EarlyStoppingSettings = z.infer<typeof earlyStoppingSchema>;

/** Keras's ReduceLROnPlateau, with its defaults. */
export const reduceLrOnPlateauSchema = z.strictObject({
  monitor,
  /** The learning rate is multiplied by this. */
  factor: z.number().positive().lt(1).default(0.1),
  /** Epochs without improvement after which that happens. */
  patience: patience.default(10),
  minDelta: minDelta.default(0.0001),
  /** Epochs after a reduction in which none is counted. */
  cooldown: z.int().min(0).max(10_000).default(0),
  minLr: z.number().min(0).max(10).default(0),
});
export type ReduceLrOnPlateauSettings = z.infer<typeof reduceLrOnPlateauSchema>;

/**
 * Numbers by the names of classes, in NFC. Any text may name a class, `__proto__` too: zod's own records lose that one.
 */
const classWeightSchema: z.ZodType<Record<string, number>, Record<string, number>> = z
  .preprocess(
    (input) =>
      typeof input === 'object' && input !== null && !Array.isArray(input) ? new Map(Object.entries(input)) : input,
    z.map(z.string(), z.number().min(0).max(1_000_000)),
  )
  .transform((weights, context) => {
    const named = [...weights].map(([name, weight]): [string, number] => [name.normalize('NFC'), weight]);
    const names = named.map(([name]) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.addIssue({
        code: 'custom',
        message: `expected every class once, received ${twice} in two Unicode forms`,
        params: { code: 'classTwice', values: { name: twice } },
      });
    return Object.fromEntries(named);
  }) as z.ZodType<Record<string, number>, Record<string, number>>;

/** The arguments of Keras's `fit`, and what it takes from `compile`. What is absent is not done. */
export const trainingSchema = z.strictObject({
  epochs: z.int().min(1).max(10_000).default(20),
  batchSize: z.int().min(1).max(1024).default(32),
  /** Draw the training images in a new order in each pass over them. */
  shuffle: z.boolean().default(true),
  /**
   * Batches of an epoch at most; absent, one pass. As in Keras the next epoch goes on where this one stopped, and an
   * epoch ends where the pass does.
   */
  stepsPerEpoch: z.int().min(1).max(1_000_000).optional(),
  /** Batches of validation images at most, from the first one on. */
  validationSteps: z.int().min(1).max(1_000_000).optional(),
  /** How much of each label is spread over all classes, in the training, validation and test loss. */
  labelSmoothing: z.number().min(0).lt(1).default(0),
  /** How much an image of a class counts in the training loss; a class that is not named counts 1. */
  classWeight: classWeightSchema.optional(),
  earlyStopping: earlyStoppingSchema.optional(),
  reduceLrOnPlateau: reduceLrOnPlateauSchema.optional(),
});
export type TrainingSettings = z.infer<typeof trainingSchema>;

/** What is wrong with a recipe's class weights where the classes are these; empty when nothing is. */
export function classWeightIssues(
  { training }: { training: TrainingSettings },
  classNames: readonly string[],
): Issue[] {
  const unknown = Object.keys(training.classWeight ?? {}).filter((name) => !classNames.includes(name));
  if (unknown.length === 0) return [];
  return [
    {
      path: 'training.classWeight',
      message: `expected classes among ${classNames.join(', ')}, received ${unknown.join(', ')}`,
      code: 'unknownClass',
      values: { options: [...classNames], received: unknown },
    },
  ];
}
