import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backboneEntries, backboneNames } from '#contracts/backboneEntries';
import { parseRecipe } from '#contracts/recipe';
import { presetOf } from '../../web/components/recipes/presets.ts';
import { draftOfText } from '../../web/components/recipes/recipeDraft.ts';
import type { RecipeTerms } from '../../web/components/recipes/recipeProblems.ts';
import { readYaml } from '../../web/components/recipes/recipeYaml.ts';
import { substituteFor, withSubstitute } from '../../web/components/recipes/substitute.ts';
import { lessonSlugs } from '../../web/lessons/lessons.ts';
import { parseLesson } from '../../web/lessons/parseLesson.ts';
import { t } from '../setup/english.ts';

/** A site that reaches npm and not Keras's host. */
const offline: RecipeTerms = {
  allowed: {},
  classNames: ['cats', 'dogs'],
  published: [],
  missing: backboneNames
    .filter((name) => (backboneEntries[name].weights as readonly string[]).includes('imagenet'))
    .map((backbone) => ({ backbone, weights: 'imagenet' })),
};
const edges = { id: '0198b4a2-0000-7000-8000-000000000001', name: 'Edges', preprocessing: 'backbone' };
const starter = { backbone: 'MobileNetV2', weights: 'nsfwjs', preprocessing: 'backbone' };

/** The text that stands in the form, and what it parses to. */
function opened(yaml: string, from: unknown = {}, terms: RecipeTerms = offline) {
  const draft = draftOfText(yaml);
  const recipe = parseRecipe(draft.fields).recipe!;
  const substitute = substituteFor(recipe, from, terms);
  const { text, fields } = substitute ? withSubstitute(draft, substitute) : draft;
  return { substitute, text, recipe: parseRecipe(fields).recipe };
}

describe('a recipe whose weights the site cannot get', () => {
  test('takes those that the starter recipe has for the network, with its preprocessing; all else stays', () => {
    const yaml =
      '# mine\nbackbone: MobileNetV2\nweights: imagenet # theirs\nfreeze: {before: block_15_expand}\nseed: 7\n';
    const { substitute, text } = opened(yaml, starter);
    expect(substitute).toMatchObject({ weights: 'nsfwjs', isStarters: true });
    expect(text).toBe(yaml.replace('weights: imagenet', 'weights: nsfwjs'));
  });

  test('takes other weights of its network, which are prepared for as they were trained', () => {
    const { substitute, recipe } = opened('backbone: InceptionV3\nweights: imagenet\n', { backbone: 'CNN' });
    expect(substitute).toMatchObject({ weights: 'nsfwjs', isStarters: false });
    expect(recipe).toMatchObject({ backbone: 'InceptionV3', weights: 'nsfwjs', preprocessing: 'rescale' });
  });

  test('takes what the course published for its network', () => {
    const published = [{ ...edges, backbone: 'ResNet50' }];
    const { recipe } = opened('backbone: ResNet50\n', starter, { ...offline, published });
    expect(recipe).toMatchObject({ backbone: 'ResNet50', weights: edges.id });
  });

  test('takes the network of the starter recipe where its own has none; a named layer becomes the last block', () => {
    const { substitute, recipe } = opened(
      'backbone: ResNet50\nstages: [{freeze: {before: conv5_block1_1_conv}, optimizer: {name: adam}, epochs: 2}]\n',
      starter,
    );
    expect(substitute).toMatchObject({ backbone: 'MobileNetV2', weights: 'nsfwjs', isStarters: true });
    expect(recipe).toMatchObject({ backbone: 'MobileNetV2', preprocessing: 'backbone', freeze: 'all' });
    expect(recipe!.stages[0]!.freeze).toEqual({ before: 'Conv_1' });
  });

  test('takes only what the assignment allows', () => {
    const within = { ...offline, allowed: { backbones: ['ResNet50', 'InceptionV3'] as const } };
    expect(opened('backbone: ResNet50\n', starter, within as unknown as RecipeTerms).substitute).toMatchObject({
      backbone: 'InceptionV3',
      isStarters: false,
    });
    expect(opened('backbone: ResNet50\n', starter, { ...offline, allowed: { weights: ['imagenet'] } }).substitute).toBe(
      undefined,
    );
  });

  test.each(['backbone: VGG16\nweights: random\nfreeze: none\n', 'backbone: CNN\n'])('others stay: %s', (yaml) => {
    expect(opened(yaml, starter).text).toBe(yaml);
  });
});

test.each(lessonSlugs)('the recipe of the lesson %s can run on a site that cannot fetch weights', (slug) => {
  const text = readFileSync(new URL(`../../web/lessons/texts/${slug}.en.md`, import.meta.url), 'utf8');
  const { recipe } = opened(parseLesson(text).recipe, { backbone: 'CNN' });
  expect(recipe!.weights).not.toBe('imagenet');
});

test('a whole recipe that takes another network keeps no comment that is about the former one', () => {
  const sceneries = readFileSync(new URL('../../recipes/scenery-resnet50.yaml', import.meta.url), 'utf8');
  const { text, substitute } = opened(sceneries, starter);
  expect(substitute).toMatchObject({ backbone: 'MobileNetV2' });
  expect(text).toMatch(/^backbone: MobileNetV2\n/);
  expect(text).not.toContain('#');
});

test.each(['transfer', 'fineTuning'] as const)('the preset %s takes weights that the site can get', (name) => {
  const preset = parseRecipe(readYaml(presetOf(name, offline, 'VGG16', t).text).value).recipe;
  expect(preset).toMatchObject({ backbone: 'MobileNetV2', weights: 'nsfwjs', preprocessing: 'rescale' });
});
