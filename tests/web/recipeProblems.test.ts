import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backboneNames, backbones } from '#contracts/backbones';
import { blocksOf } from '#contracts/blocks';
import { recipeSchema } from '#contracts/recipe';
import { parseYaml } from '#contracts/yaml';
import { catsAndDogs, sixSceneries } from '../../web/components/recipes/courseRecipes.ts';
import { differences } from '../../web/components/recipes/differences.ts';
import { cutAmongBlocks, freezeOfBlocks } from '../../web/components/recipes/freezing.ts';
import { nearestName } from '../../web/components/recipes/nearestName.ts';
import { presetNames, presetOf } from '../../web/components/recipes/presets.ts';
import { problemText } from '../../web/components/recipes/problemText.ts';
import { checkFields, type RecipeTerms } from '../../web/components/recipes/recipeProblems.ts';
import { readYaml } from '../../web/components/recipes/recipeYaml.ts';
import { t } from '../setup/english.ts';

const edges = '0198b4a2-0000-7000-8000-000000000001';
const terms: RecipeTerms = {
  allowed: {},
  classNames: ['cats', 'dogs'],
  published: [{ id: edges, backbone: 'CNN', name: 'Edges', preprocessing: 'rescale' }],
  missing: [],
};

function problems(yaml: string, changed: Partial<RecipeTerms> = {}) {
  const { value } = readYaml(yaml);
  return checkFields(value, { ...terms, ...changed }).problems.map((problem) => ({
    path: problem.path,
    text: problemText(t, problem),
    fix: problem.fix,
  }));
}

describe('a fault stands at its field, in words, with what would mend it', () => {
  test.each([
    ['backbone: MobilenetV2', 'backbone', 'MobilenetV2: did you mean MobileNetV2?', 'MobileNetV2'],
    ['backbone: CNN\ninputSize: 20', 'inputSize', 'CNN needs an input of at least 46 pixels; you wrote 20.', 46],
    ['backbone: CNN\ntraining: {epochs: 0}', 'training.epochs', 'At least 1; you wrote 0.', 1],
    ['backbone: CNN\ntraining: {epochs: "12"}', 'training.epochs', '12 is none', 12],
    ['backbone: CNN\ntraining: {epochs: 2.5}', 'training.epochs', 'whole number', 3],
    ['backbone: CNN\ntraining: {shuffle: yes please}', 'training.shuffle', 'true or false', undefined],
    ['backbone: CNN\noptimizer: {name: Adam}', 'optimizer.name', 'Adam: did you mean adam?', 'adam'],
    [
      'backbone: VGG19\nfreeze: {before: block5_conv}',
      'freeze.before',
      'block5_conv: did you mean block5_conv1?',
      'block5_conv1',
    ],
    ['backbone: VGG19\nweights: image-net', 'weights', 'image-net: did you mean imagenet?', 'imagenet'],
    ['backbone: CNN\nweights: edges', 'weights', 'edges: did you mean Edges?', edges],
    ['backbone: VGG19\nweights: random', 'freeze', 'choose none', 'none'],
    ['backbone: CNN\naugmentation: {zoomRange: [1.2, 0.8]}', 'augmentation.zoomRange', '[0.8, 1.2]', undefined],
    ['backbone: transformer', 'backbone', 'transformer is not known here. Choose one of: Xception, VGG16', undefined],
    ['backbone: CNN\nfreeze: some', 'freeze', 'all, none', undefined],
  ])('%j', (yaml, path, words, remedy) => {
    const found = problems(yaml);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ path, text: expect.stringContaining(words) });
    const { fix } = found[0]!;
    expect(fix && 'value' in fix ? fix.value : undefined).toBe(remedy);
  });

  test('a misspelt field gets its name, one in the wrong group moves, and both faults are told', () => {
    expect(problems('backbone: CNN\nepochs: 3\ntraining: {bachSize: 8}')).toMatchObject([
      { path: 'training.bachSize', fix: { kind: 'rename', name: 'batchSize' } },
      { path: 'epochs', text: 'There is no field called epochs here.', fix: { kind: 'move', to: 'training.epochs' } },
    ]);
  });

  test('a misspelt field in the wrong group moves under its name, and one that is unheard of does not', () => {
    expect(problems('backbone: CNN\nepoch: 3')).toMatchObject([{ path: 'epoch', fix: { to: 'training.epochs' } }]);
    expect(problems('backbone: CNN\nunheardOf: 3')[0]!.fix).toBeUndefined();
  });

  test('a class that the dataset lacks', () => {
    expect(problems('backbone: CNN\ntraining: {classWeight: {cat: 2}}')).toMatchObject([
      { path: 'training.classWeight.cat', text: 'did you mean cats?', fix: { name: 'cats' } },
    ]);
  });

  test('weights that the course has not published', () => {
    expect(problems(`backbone: VGG19\nweights: ${edges}`)).toMatchObject([{ path: 'weights' }]);
    expect(problems(`backbone: CNN\nweights: ${edges}`)).toEqual([]);
  });

  test('what the assignment does not allow is said beside another fault', () => {
    const allowed = { maxEpochs: 3, backbones: ['CNN' as const] };
    const found = problems('backbone: CNN\nseed: -1\ntraining: {epochs: 5}', { allowed });
    expect(found).toMatchObject([
      { path: 'seed' },
      { path: 'training.epochs', text: 'This assignment allows at most 3; you wrote 5.', fix: { value: 3 } },
    ]);
    expect(problems('backbone: VGG16\ntraining: {epochs: 1}', { allowed })).toMatchObject([
      { path: 'backbone', text: 'This assignment does not allow VGG16. It allows: CNN.', fix: { value: 'CNN' } },
    ]);
  });

  test('no fault is told in a parser’s words', () => {
    const bad = [
      'backbone: [1]\nseed: x\nhead: 3\nstages: {}\noptimizer: 5\naugmentation: []\ntraining: {classWeight: {a: b}}',
      'backbone: VGG16\nhead: {dense: [{}, {}, {}, {}, {}]}\nstages: [{optimizer: {name: x}, epochs: 0, freeze: {}}]',
      'backbone: VGG16\ntraining: {earlyStopping: {patience: -1, monitor: val_loss}, labelSmoothing: 1}\nweights: ""',
      'training: {stepsPerEpoch: 0}',
    ];
    for (const yaml of bad)
      for (const { text } of problems(yaml)) {
        expect(text).not.toMatch(/expected|received|undefined|union|zod/i);
        expect(text).toMatch(/[.?]$/);
      }
  });
});

test('the nearest name is found across case, hyphens and slips, and none where none is near', () => {
  expect(nearestName('resnet-50', backboneNames)).toBe('ResNet50');
  expect(nearestName('VGG91', backboneNames)).toBe('VGG19');
  expect(nearestName('horizontal_flip', ['verticalFlip', 'horizontalFlip'])).toBe('horizontalFlip');
  expect(nearestName('transformer', backboneNames)).toBeUndefined();
});

describe('presets', () => {
  const tight = { maxEpochs: 3, maxBatchSize: 4, maxInputSize: 64, maxUnits: 16 };

  test.each(presetNames)('%s is a recipe', (name) => {
    const { text, refused } = presetOf(name, terms, 'ResNet50', t);
    expect(refused).toBeUndefined();
    expect(checkFields(readYaml(text).value, terms).problems).toEqual([]);
  });

  test.each(['transfer', 'fineTuning', 'scratch'] as const)('%s keeps to what an assignment allows', (name) => {
    const within = { ...terms, allowed: tight };
    const { text, refused } = presetOf(name, within, 'VGG16', t);
    expect(refused).toBeUndefined();
    expect(checkFields(readYaml(text).value, within).problems).toEqual([]);
  });

  test('one that an assignment does not allow says why', () => {
    expect(presetOf('catsAndDogs', { ...terms, allowed: tight }, 'VGG16', t).refused).toContain('at most');
    expect(presetOf('transfer', { ...terms, allowed: { weights: ['random'] } }, 'VGG16', t).refused).toContain(
      'random',
    );
  });

  test.each([
    ['cats-and-dogs-vgg19', catsAndDogs],
    ['scenery-resnet50', sixSceneries],
  ])('the course’s recipe %s is the one in recipes/', (file, text) => {
    const kept = readFileSync(new URL(`../../recipes/${file}.yaml`, import.meta.url), 'utf8');
    expect(recipeSchema.parse(parseYaml(text).toJS())).toEqual(recipeSchema.parse(parseYaml(kept).toJS()));
  });
});

test('a cut moves from the end of one block to the next, and is found again', () => {
  for (const backbone of backboneNames) {
    const blocks = blocksOf(backbone);
    for (let frozen = 0; frozen <= blocks.length; frozen++)
      expect(cutAmongBlocks(backbone, freezeOfBlocks(blocks, frozen)), `${backbone} ${frozen}`).toEqual({
        frozen,
        inside: false,
      });
    expect(cutAmongBlocks(backbone, { before: backbones[backbone].layers[1]!.name })).toEqual({
      frozen: 0,
      inside: false,
    });
  }
  expect(cutAmongBlocks('VGG19', { before: 'block5_conv2' })).toEqual({ frozen: 4, inside: true });
});

test('differences are those of the fields, lists and cuts as a whole', () => {
  const starter = recipeSchema.parse({ backbone: 'VGG19', head: { dense: [{ units: 8 }] } });
  const paths = (change: object) =>
    differences(starter, recipeSchema.parse({ backbone: 'VGG19', head: { dense: [{ units: 8 }] }, ...change })).map(
      ({ path, from, to }) => [path.toString(), from, to],
    );
  expect(paths({})).toEqual([]);
  expect(paths({ seed: 1, training: { epochs: 3 } })).toEqual([
    ['training,epochs', 20, 3],
    ['seed', 42, 1],
  ]);
  expect(paths({ freeze: { before: 'block5_conv1' } })).toEqual([['freeze', 'all', { before: 'block5_conv1' }]]);
  expect(paths({ head: { dense: [{ units: 9 }] } })).toEqual([['head,dense,0,units', 8, 9]]);
  expect(paths({ optimizer: { name: 'sgd' } }).map(([path]) => path)).toEqual(['optimizer']);
  expect(paths({ augmentation: {} })).toMatchObject([['augmentation', undefined, { rotationRange: 0 }]]);
});
