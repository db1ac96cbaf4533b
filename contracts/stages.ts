import { z } from 'zod';
import { type OptimizerSettings, optimizerSchema } from './optimizer.ts';

/** What `freeze` may say instead of the first layer that is trained. */
export const freezeWords = ['all', 'none'] as const;

export const freezeSchema = z.union([z.enum(freezeWords), z.strictObject({ before: z.string().min(1) })], {
  error: 'expected all, none or {before: <layer name>}',
});

/** Further stages that a recipe may have. */
export const mostStages = 8;

/**
 * A further part of the training, which goes on with the parameters of the one before and an optimizer that remembers
 * nothing of it.
 */
export const stageSchema = z.strictObject({
  freeze: freezeSchema.default('none'),
  /** Fine-tuning takes small steps, so that it does not undo what the backbone knows. */
  optimizer: optimizerSchema.default({ name: 'adam', learningRate: 0.00001, beta1: 0.9, beta2: 0.999 }),
  epochs: z.int().min(1).max(10_000).default(10),
});
export type Stage = z.infer<typeof stageSchema>;

/** What a recipe says of its stages. */
interface Staged {
  freeze: Stage['freeze'];
  optimizer: OptimizerSettings;
  training: { epochs: number };
  stages: Stage[];
}

/** All that a recipe trains, in order: first what it says itself, then its further stages. */
export function stagesOf({ freeze, optimizer, training, stages }: Staged): Stage[] {
  return [{ freeze, optimizer, epochs: training.epochs }, ...stages];
}

/** Whether a recipe reads its images again in each epoch: some stage freezes nothing. */
export function trainsOnImages(recipe: Staged): boolean {
  return stagesOf(recipe).some(({ freeze }) => freeze === 'none');
}

/** How many epochs a recipe has, unless it stops early. */
export function plannedEpochs(recipe: Staged): number {
  return stagesOf(recipe).reduce((sum, { epochs }) => sum + epochs, 0);
}
