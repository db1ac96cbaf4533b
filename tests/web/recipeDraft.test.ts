import { describe, expect, test } from 'vitest';
import { parseRecipe, recipeSchema } from '#contracts/recipe';
import { nearestRecipe } from '../../web/components/recipes/nearestRecipe.ts';
import {
  draftOf,
  draftOfText,
  type RecipeDraft,
  withBackbone,
  withField,
  withOptimizer,
  withText,
  withWeights,
} from '../../web/components/recipes/recipeDraft.ts';
import { valueAt } from '../../web/components/recipes/recipePath.ts';
import { readYaml } from '../../web/components/recipes/recipeYaml.ts';

const start = draftOf({ backbone: 'MobileNetV2', training: { epochs: 5 } });
const whole = ({ fields }: RecipeDraft) => recipeSchema.parse(fields);

describe('the form and the text are one recipe', () => {
  test.each([
    { backbone: 'MobileNetV2', training: { epochs: 5 } },
    { backbone: 'CNN' },
    { backbone: 'CNN', head: { dense: [] } },
    { backbone: 'VGG16', augmentation: {}, training: { earlyStopping: {}, reduceLrOnPlateau: { factor: 0.5 } } },
    { backbone: 'ResNet50', head: { dense: [{ units: 3, activation: 'tanh', l2: 0.1 }] }, precision: 'int8' },
    { backbone: 'VGG19', stages: [{ freeze: { before: 'block5_conv1' }, optimizer: { name: 'sgd', momentum: 0.9 } }] },
    { backbone: 'VGG19', optimizer: { name: 'adam', beta1: 0.8 }, training: { classWeight: { 'a.b': 2, '01': 3 } } },
  ])('a draft of %j says all of it, and leaves defaults out', (input) => {
    expect(whole(draftOf(input))).toEqual(recipeSchema.parse(input));
    expect(draftOf(input).text).not.toContain('interpolation');
  });

  test('an edit of a field is in the text', () => {
    const draft = withField(start, 'training.epochs', 9);
    expect(readYaml(draft.text).value).toEqual(draft.fields);
    expect(valueAt(draft.fields, 'training.epochs')).toBe(9);
  });

  test('an edit of the text is in the fields, to the letter', () => {
    const draft = withText(start, '{backbone: CNN, inputSize: 64}');
    expect(draft.fields).toEqual({ backbone: 'CNN', inputSize: 64 });
    expect(draft.text).toBe('{backbone: CNN, inputSize: 64}');
  });

  test('a text that is no YAML keeps the fields, and says its line', () => {
    const broken = withText(start, 'backbone: CNN\n# fine\ntraining: {epochs: 3');
    expect(broken.fields).toEqual(start.fields);
    expect(broken.readable).toBe(start.text);
    expect(broken.textProblem?.line).toBe(3);
    expect(withText(broken, 'backbone: CNN').textProblem).toBeUndefined();
  });

  test.each([
    ['a: 1\na: 2', 'duplicateKey', 2],
    ['training:\n\tepochs: 3', 'tab', 2],
    ['- VGG16', 'notFields', 1],
    ['VGG16', 'notFields', 1],
    ['', 'notFields', 1],
  ])('%j is refused with its reason', (text, kind, line) => {
    expect(readYaml(text).problem).toMatchObject({ kind, line });
  });

  test('an entry of a list that the text leaves to its default is written with the list', () => {
    const draft = withField(draftOfText('backbone: CNN'), 'head.dense.0.units', 64);
    expect(whole(draft).head.dense).toMatchObject([{ units: 64, activation: 'relu' }]);
  });
});

describe('what hangs together changes together', () => {
  test('another backbone brings its own weights, input size, preprocessing, freeze and head; training stays', () => {
    const draft = withBackbone(withField(start, 'freeze', { before: 'Conv_1' }), 'CNN');
    expect(whole(draft)).toEqual(recipeSchema.parse({ backbone: 'CNN', training: { epochs: 5 } }));
  });

  test('comments about the former backbone go with it, others stay', () => {
    const text = `# Six sceneries: ResNet50 stays as it was,
# so that an epoch takes seconds.

# Not ResNet50V2: mine
backbone: ResNet50 # the paper's
weights: imagenet
preprocessing: backbone  # as these weights were trained
freeze: all
# The "# of VGG19" is no comment.
optimizer: {name: adam, learningRate: 0.001} # slow
`;
    expect(withBackbone(draftOfText(text), 'VGG19').text).toBe(`
# Not ResNet50V2: mine
backbone: VGG19
weights: imagenet
preprocessing: backbone
freeze: all
# The "# of VGG19" is no comment.
optimizer: {name: adam, learningRate: 0.001} # slow
`);
    expect(withBackbone(draftOfText(text), 'ResNet50').text).toBe(text);
  });

  test('a stage that named a layer of the former backbone trains all of the new one', () => {
    const staged = draftOf({ backbone: 'VGG19', stages: [{ freeze: { before: 'block5_conv1' }, epochs: 2 }] });
    expect(whole(withBackbone(staged, 'ResNet50')).stages).toMatchObject([{ freeze: 'none', epochs: 2 }]);
  });

  test('random weights are all trained; trained ones are frozen again', () => {
    const random = withWeights(start, 'random');
    expect(whole(random)).toMatchObject({ weights: 'random', freeze: 'none' });
    expect(whole(withWeights(random, 'nsfwjs'))).toMatchObject({ weights: 'nsfwjs', freeze: 'all' });
  });

  test('another optimizer leaves none of the former one’s numbers behind', () => {
    const draft = withOptimizer(withField(start, 'optimizer.rho', 0.5), 'adam');
    expect(valueAt(draft.fields, 'optimizer')).toEqual({ name: 'adam', learningRate: 0.001 });
    const staged = draftOf({ backbone: 'VGG19', stages: [{}] });
    expect(whole(withOptimizer(staged, 'sgd', 'stages.0.optimizer')).stages[0]!.optimizer).toMatchObject({
      name: 'sgd',
      learningRate: 0.01,
    });
  });
});

describe('one wrong field blanks no other one', () => {
  const nearest = (fields: object) => nearestRecipe({ backbone: 'VGG19', seed: 7, ...fields });

  test.each([
    [{ training: { epochs: 0, batchSize: 8 } }, { training: { epochs: 20, batchSize: 8 } }],
    [{ training: { epoch: 3, batchSize: 8 } }, { training: { epochs: 20, batchSize: 8 } }],
    [
      { training: 5, optimizer: { name: 'sgd' } },
      { training: { epochs: 20 }, optimizer: { name: 'sgd' } },
    ],
    [
      { optimizer: { name: 'adm', learningRate: 1 }, inputSize: 96 },
      { optimizer: { name: 'rmsprop' }, inputSize: 96 },
    ],
    [
      { freeze: { before: 'nowhere' }, inputSize: 96 },
      { freeze: 'all', inputSize: 96 },
    ],
    [
      { weights: 'random', freeze: 'all' },
      { weights: 'random', freeze: 'none' },
    ],
    [{ head: { dense: [{ units: 3 }, { units: -1 }] } }, { head: { dense: [{ units: 3 }, { units: 256 }] } }],
    [
      { augmentation: { rotationRange: 'much', zoomRange: 0.1 } },
      { augmentation: { rotationRange: 0, zoomRange: 0.1 } },
    ],
    [{ unheardOf: 1, inputSize: 4 }, { inputSize: 224 }],
  ])('%j is shown as %j', (fields, expected) => {
    expect(nearest(fields)).toMatchObject({ backbone: 'VGG19', seed: 7, ...expected });
  });

  test('a misspelt backbone is taken for the one that was meant, and what is no recipe for some recipe', () => {
    expect(nearestRecipe({ backbone: 'MobilenetV2', seed: 7 })).toMatchObject({ backbone: 'MobileNetV2', seed: 7 });
    for (const nothing of [null, 3, [], {}, { backbone: 5 }])
      expect(parseRecipe(nearestRecipe(nothing)).recipe).toBeDefined();
  });
});
