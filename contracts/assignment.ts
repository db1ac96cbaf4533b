import { z } from 'zod';
import { backboneNames } from './backbones.ts';
import { precisions, type Recipe, type RecipeIssue } from './recipe.ts';
import { plannedEpochs } from './stages.ts';

/**
 * What recipes an assignment accepts; an absent field allows everything, but for `precisions`, which then are float32
 * alone.
 */
export const allowedSchema = z.strictObject({
  backbones: z.array(z.enum(backboneNames)).min(1).optional(),
  weights: z.array(z.string()).min(1).optional(),
  maxEpochs: z.int().min(1).max(10_000).optional(),
  maxInputSize: z.int().min(1).optional(),
  precisions: z.array(z.enum(precisions)).min(1).optional(),
});
export type Allowed = z.infer<typeof allowedSchema>;

/** Why an assignment does not accept a (valid) recipe; empty when it does. */
export function refusals(allowed: Allowed, recipe: Recipe): RecipeIssue[] {
  const issues: RecipeIssue[] = [];
  if (allowed.backbones && !allowed.backbones.includes(recipe.backbone))
    issues.push({
      path: 'backbone',
      message: `expected one of ${allowed.backbones.join(', ')}, as this assignment allows, received ${recipe.backbone}`,
    });
  if (allowed.weights && !allowed.weights.includes(recipe.weights))
    issues.push({
      path: 'weights',
      message: `expected one of ${allowed.weights.join(', ')}, as this assignment allows, received ${recipe.weights}`,
    });
  if (allowed.maxEpochs !== undefined && plannedEpochs(recipe) > allowed.maxEpochs)
    issues.push({
      path: 'training.epochs',
      message: `expected at most ${allowed.maxEpochs}${recipe.stages.length > 0 ? ' in all stages' : ''}, as this assignment allows, received ${plannedEpochs(recipe)}`,
    });
  if (allowed.maxInputSize !== undefined && recipe.inputSize > allowed.maxInputSize)
    issues.push({
      path: 'inputSize',
      message: `expected at most ${allowed.maxInputSize}, as this assignment allows, received ${recipe.inputSize}`,
    });
  const precisionsAllowed = allowed.precisions ?? ['float32'];
  if (!precisionsAllowed.includes(recipe.precision))
    issues.push({
      path: 'precision',
      message: `expected one of ${precisionsAllowed.join(', ')}, as this assignment allows, received ${recipe.precision}`,
    });
  return issues;
}
