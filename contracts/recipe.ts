import { z } from 'zod';
import { augmentationSchema } from './augmentation.ts';
import { type BackboneName, backboneNames, backbones, preprocessings } from './backbones.ts';
import { headSchema } from './head.ts';
import { check, type Issue } from './issues.ts';
import { optimizerSchema } from './optimizer.ts';
import { freezeSchema, mostStages, stageSchema } from './stages.ts';
import { trainingSchema } from './training.ts';

/**
 * Everything that defines a run, in Keras's words (camelCase). YAML or JSON, every field has a default: `{backbone:
 * MobileNetV2}` is whole. Unknown fields are refused, so that a misspelt one is never silently ignored.
 */

export const precisions = ['float32', 'int8'] as const;
export const interpolations = ['nearest', 'bilinear'] as const;

/** Pixels of the largest input's side. */
export const largestInput = 1024;

export const recipeInputSchema = z.strictObject({
  backbone: z.enum(backboneNames),
  /** A name that the backbone has, or the id of weights that a course published. */
  weights: z.string().min(1).optional(),
  inputSize: z.int().min(1).max(largestInput).optional(),
  interpolation: z.enum(interpolations).default('nearest'),
  preprocessing: z.enum(preprocessings).optional(),
  freeze: freezeSchema.optional(),
  /**
   * Of the frozen prefix's numbers. int8 quantizes it, where the assignment allows it, and a worker finds that close
   * enough and quicker.
   */
  precision: z.enum(precisions).default('float32'),
  head: headSchema.partial().optional(),
  /** Absent: training images as they are. */
  augmentation: augmentationSchema.optional(),
  optimizer: optimizerSchema.default({ name: 'rmsprop', learningRate: 0.001, rho: 0.9, momentum: 0 }),
  training: trainingSchema.prefault({}),
  /** What follows, typically fine-tuning of layers that were frozen at first. */
  stages: z.array(stageSchema).max(mostStages).default([]),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(42),
});

/** A recipe as a person writes it. */
export type RecipeInput = z.input<typeof recipeInputSchema>;

/** A recipe with every default filled in. */
export type Recipe = Omit<z.output<typeof recipeInputSchema>, OfBackbone> &
  Required<Pick<z.output<typeof recipeInputSchema>, Exclude<OfBackbone, 'head'>>> & {
    head: z.output<typeof headSchema>;
  };

/** The fields whose default depends on the backbone. */
export const fieldsOfBackbone = ['weights', 'inputSize', 'preprocessing', 'freeze', 'head'] as const;
type OfBackbone = (typeof fieldsOfBackbone)[number];

/**
 * Checks a recipe and fills in what it leaves out; what a default is may depend on the backbone (input size, freeze,
 * head). Parsing a whole recipe gives it back unchanged.
 */
export const recipeSchema = recipeInputSchema.transform((input, context): Recipe => {
  const backbone = backbones[input.backbone];
  const recipe: Recipe = {
    ...input,
    weights: input.weights ?? backbone.weights[0],
    inputSize: input.inputSize ?? backbone.inputSize,
    preprocessing: input.preprocessing ?? backbone.defaults.preprocessing,
    freeze: input.freeze ?? backbone.defaults.freeze,
    head: { ...headSchema.parse(backbone.defaults.head), ...input.head },
  };
  const refuse = (path: PropertyKey[], message: string, received: unknown, fault: Pick<Issue, 'code' | 'values'>) =>
    context.addIssue({
      code: 'custom',
      path,
      message: `${message}, received ${JSON.stringify(received)}`,
      input: received,
      params: fault,
    });
  if (recipe.inputSize < backbone.smallestInput)
    refuse(
      ['inputSize'],
      `${input.backbone} needs an input of at least ${backbone.smallestInput} pixels`,
      recipe.inputSize,
      { code: 'smallestInput', values: { backbone: input.backbone, limit: backbone.smallestInput } },
    );
  if (!(backbone.weights as readonly string[]).includes(recipe.weights) && !isPublishedId(recipe.weights))
    refuse(
      ['weights'],
      `expected one of ${backbone.weights.join(', ')} for ${input.backbone}, ` +
        'or the id of weights that the course published',
      recipe.weights,
      { code: 'unknownWeights', values: { backbone: input.backbone, options: [...backbone.weights] } },
    );
  const requireLayer = (path: PropertyKey[], freeze: Recipe['freeze']) => {
    if (typeof freeze === 'string' || backbone.layers.some((layer) => layer.name === freeze.before)) return;
    refuse(
      [...path, 'before'],
      `expected the name of a layer of ${input.backbone} ` +
        `(the command "downstream backbones ${input.backbone}" lists them)`,
      freeze.before,
      { code: 'unknownLayer', values: { backbone: input.backbone } },
    );
  };
  requireLayer(['freeze'], recipe.freeze);
  for (const [index, stage] of recipe.stages.entries()) requireLayer(['stages', index, 'freeze'], stage.freeze);
  if (recipe.weights === 'random' && recipe.freeze !== 'none')
    refuse(['freeze'], 'random weights must all be trained: expected freeze: none', recipe.freeze, {
      code: 'randomFrozen',
    });
  if (recipe.precision === 'int8' && recipe.freeze === 'none')
    refuse(
      ['precision'],
      'int8 is for a frozen prefix: expected float32, or layers that are frozen',
      recipe.precision,
      {
        code: 'int8Trained',
      },
    );
  return recipe;
});

/** Whether a recipe's `weights` are the id of weights that a course published, and not a name of the backbone's own. */
export function isPublishedId(weights: string): boolean {
  return publishedId.safeParse(weights).success;
}

const publishedId = z.uuid();

/** One thing that is wrong with a recipe. */
export type RecipeIssue = Issue;

/** The recipe, or everything that is wrong with it. */
export function parseRecipe(
  input: unknown,
): { recipe: Recipe; issues?: undefined } | { recipe?: undefined; issues: RecipeIssue[] } {
  const { value, issues } = check(recipeSchema, input, 'recipe');
  return issues ? { issues } : { recipe: value };
}

/** The backbone that something that may be a recipe names, when there is none of that name. */
export function unknownBackbone(input: unknown): string | undefined {
  const name = (input as { backbone?: unknown } | null)?.backbone;
  return typeof name === 'string' && !backboneNames.includes(name as BackboneName) ? name : undefined;
}
