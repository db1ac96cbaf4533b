import { applicationNames, type BackboneName, backbones, type preprocessings } from '#contracts/backbones';
import type { Recipe } from '#contracts/recipe';
import type { Stage } from '#contracts/stages';
import { lastBlockTrained } from './freezing.ts';
import { nearestRecipe } from './nearestRecipe.ts';
import { type RecipeDraft, withBackbone, withField } from './recipeDraft.ts';
import { valueAt } from './recipePath.ts';
import type { RecipeTerms } from './recipeProblems.ts';

/** Trained weights that a recipe can take in place of ones that the site cannot get. */
export interface Substitute {
  backbone: BackboneName;
  /** As the recipe says it. */
  weights: string;
  /** As people call it. */
  name: string;
  preprocessing: (typeof preprocessings)[number];
  /** Whether the starter recipe has them too. */
  isStarters: boolean;
}

/** Whether no worker of the site has these weights, or could fetch them. */
export function isMissing({ missing }: Pick<RecipeTerms, 'missing'>, backbone: string, weights: string): boolean {
  return missing.some((each) => each.backbone === backbone && each.weights === weights);
}

/** How images are prepared for weights that go by a name. */
function preprocessingFor(weights: string): Substitute['preprocessing'] {
  return weights === 'nsfwjs' ? 'rescale' : 'backbone';
}

/** The trained weights of a network that this assignment allows and this site can get. */
export function trainedWeights(terms: RecipeTerms, backbone: BackboneName): Substitute[] {
  const { allowed, published } = terms;
  const named = backbones[backbone].weights.map((weights) => {
    return { backbone, weights, name: weights, preprocessing: preprocessingFor(weights), isStarters: false };
  });
  const ofCourse = published
    .filter((weights) => weights.backbone === backbone)
    .map(({ id, name, preprocessing }) => {
      return { backbone, weights: id, name, preprocessing: preprocessing as Substitute['preprocessing'] };
    });
  return [...named, ...ofCourse.map((weights) => ({ ...weights, isStarters: false }))].filter(
    ({ weights }) =>
      weights !== 'random' &&
      !isMissing(terms, backbone, weights) &&
      (allowed.backbones?.includes(backbone) ?? true) &&
      (allowed.weights?.includes(weights) ?? true),
  );
}

/**
 * What a recipe can take in place of weights that the site cannot get, in this order: the same network with the starter
 * recipe's weights, the same network with others, the starter's network, any network that has weights. Undefined where
 * the site can get the recipe's own, and where there are none at all.
 */
export function substituteFor(recipe: Recipe, starter: unknown, terms: RecipeTerms): Substitute | undefined {
  if (!isMissing(terms, recipe.backbone, recipe.weights)) return undefined;
  const usual = nearestRecipe(starter);
  const ofStarter = trainedWeights(terms, usual.backbone)
    .filter(({ weights }) => weights === usual.weights)
    .map((weights) => ({ ...weights, preprocessing: usual.preprocessing, isStarters: true }));
  const networks = [recipe.backbone, usual.backbone, 'MobileNetV2', ...applicationNames, 'CNN'] as const;
  const choices = [...ofStarter, ...networks.flatMap((backbone) => trainedWeights(terms, backbone))];
  return choices.find(({ backbone }) => backbone === recipe.backbone) ?? choices[0];
}

/** The draft with the substitute. Of another network, a stage that began at a layer trains the last block. */
export function withSubstitute(draft: RecipeDraft, { backbone, weights, preprocessing }: Substitute): RecipeDraft {
  let next = draft;
  if (nearestRecipe(draft.fields).backbone !== backbone) {
    next = withBackbone(draft, backbone);
    const stages = valueAt(draft.fields, 'stages');
    for (const [index, stage] of Array.isArray(stages) ? (stages as Partial<Stage>[]).entries() : [])
      if (typeof stage?.freeze === 'object')
        next = withField(next, `stages.${index}.freeze`, lastBlockTrained(backbone));
  }
  next = withField(next, 'weights', weights);
  return nearestRecipe(next.fields).preprocessing === preprocessing
    ? next
    : withField(next, 'preprocessing', preprocessing);
}
