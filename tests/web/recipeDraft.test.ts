import { describe, expect, test } from 'vitest';
import { parseRecipe, recipeSchema } from '#contracts/recipe';
import {
  checkDraft,
  draftOf,
  withBackbone,
  withField,
  withOptimizer,
  withText,
  withWeights,
} from '../../web/components/recipes/recipeDraft.ts';
import { valueAt } from '../../web/components/recipes/recipePath.ts';
import { readYaml } from '../../web/components/recipes/recipeYaml.ts';
import { t } from '../setup/english.ts';

const start = draftOf({ backbone: 'MobileNetV2', training: { epochs: 5 } });

describe('the form and the text are one recipe', () => {
  test('a draft starts with every default filled in', () => {
    expect(start.fields).toEqual(recipeSchema.parse({ backbone: 'MobileNetV2', training: { epochs: 5 } }));
  });

  test('an edit of a field is in the text', () => {
    const draft = withField(start, 'training.epochs', 9);
    expect(readYaml(draft.text).value).toEqual(draft.fields);
    expect(valueAt(readYaml(draft.text).value, 'training.epochs')).toBe(9);
  });

  test('what only the text can say is kept by the form', () => {
    const text =
      'backbone: MobileNetV2\naugmentation: {rotationRange: 40}\nstages: [{freeze: {before: Conv_1}, epochs: 4}]';
    const draft = withOptimizer(withField(withText(start, text), 'training.epochs', 9), 'adamax');
    expect(checkDraft(draft, {}, t).recipe).toEqual(
      recipeSchema.parse({
        backbone: 'MobileNetV2',
        augmentation: { rotationRange: 40 },
        optimizer: { name: 'adamax' },
        training: { epochs: 9 },
        stages: [{ freeze: { before: 'Conv_1' }, epochs: 4 }],
      }),
    );
    expect(readYaml(draft.text).value).toEqual(draft.fields);
  });

  test('an edit of the text is in the fields, with defaults for what it leaves out', () => {
    const draft = withText(start, '{backbone: CNN, inputSize: 64}');
    expect(draft.fields).toEqual(recipeSchema.parse({ backbone: 'CNN', inputSize: 64 }));
    expect(draft.text).toBe('{backbone: CNN, inputSize: 64}');
  });

  test('a text that is no YAML keeps the fields, and keeps the recipe from being submitted until it is mended', () => {
    const broken = withText(start, 'backbone: [');
    expect(broken.fields).toEqual(start.fields);
    expect(checkDraft(broken, {}, t).issues).toMatchObject([
      { path: 'recipe', message: expect.stringContaining('not YAML') },
    ]);
    expect(checkDraft(withText(broken, 'backbone: CNN'), {}, t).issues).toEqual([]);
  });

  test('a text that names an unknown field says so instead of dropping it', () => {
    const { issues } = checkDraft(withText(start, 'backbone: CNN\nlearningRate: 1'), {}, t);
    expect(issues).toMatchObject([{ path: 'recipe', message: expect.stringContaining('"learningRate"') }]);
  });
});

describe('what hangs together changes together', () => {
  test('another backbone brings its own weights, input size, preprocessing, freeze and head; training stays', () => {
    const draft = withBackbone(withField(start, 'freeze', { before: 'Conv_1' }), 'CNN');
    expect(draft.fields).toEqual(recipeSchema.parse({ backbone: 'CNN', training: { epochs: 5 } }));
  });

  test('random weights are all trained; trained ones are frozen again', () => {
    const random = withWeights(start, 'random');
    expect(checkDraft(random, {}, t).recipe).toMatchObject({ weights: 'random', freeze: 'none' });
    expect(checkDraft(withWeights(random, 'nsfwjs'), {}, t).recipe).toMatchObject({ weights: 'nsfwjs', freeze: 'all' });
  });

  test('another optimizer leaves none of the former one’s numbers behind', () => {
    expect(valueAt(withOptimizer(start, 'adam').fields, 'optimizer')).toEqual({
      name: 'adam',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
    });
  });
});

describe('what is wrong is said at its field', () => {
  test('a number out of range', () => {
    expect(checkDraft(withField(start, 'training.epochs', 0), {}, t).issues).toMatchObject([
      { path: 'training.epochs', message: expect.stringContaining('received 0') },
    ]);
  });

  test('an emptied field takes its default', () => {
    const draft = withField(start, 'training.epochs', undefined);
    expect(valueAt(draft.fields, 'training.epochs')).toBeUndefined();
    expect(checkDraft(draft, {}, t).recipe?.training.epochs).toBe(20);
  });

  test('what the assignment does not allow, of a recipe that is right otherwise', () => {
    const { recipe, issues } = checkDraft(start, { maxEpochs: 3 }, t);
    expect(recipe).toBeDefined();
    expect(issues).toMatchObject([{ path: 'training.epochs', message: expect.stringContaining('at most 3') }]);
  });

  test('a dense layer that is removed takes no other with it', () => {
    const two = withField(start, 'head.dense', [{ units: 8 }, { units: 16 }]);
    expect(parseRecipe(withField(two, 'head.dense.0', undefined).fields).recipe?.head.dense).toMatchObject([
      { units: 16 },
    ]);
  });
});
