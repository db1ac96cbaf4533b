import { expect, test } from 'vitest';
import { type BackboneName, backbones } from '#contracts/backbones';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { cutPlace } from '../../../learning/network/cutPlace.ts';
import { firstCut } from '../../../learning/recipe/firstCut.ts';

/** The layers whose outputs cross the cut before `layer`, and the layer that is the first behind it. */
function cut(name: BackboneName, layer: string) {
  const { layers } = backbones[name];
  const { at, crossing } = cutPlace(layers, numberOf(name, layer));
  return { before: layers[at]!.name, crossing: crossing.map((index) => layers[index]!.name) };
}

function numberOf(name: BackboneName, layer: string): number {
  return backbones[name].layers.findIndex((each) => each.name === layer);
}

test('a chain is cut at the layer that is asked for, and one tensor crosses', () => {
  expect(cut('VGG19', 'block5_conv1')).toEqual({ before: 'block5_conv1', crossing: ['block4_pool'] });
});

test('a residual block is cut inside, where its shortcut crosses as well', () => {
  const crossing = ['conv4_block2_out', 'conv4_block3_1_relu'];
  expect(cut('ResNet50', 'conv4_block3_2_conv')).toEqual({ before: 'conv4_block3_2_conv', crossing });
});

test('a block that is many times as wide inside is cut before it', () => {
  expect(cut('MobileNetV2', 'block_15_depthwise')).toEqual({ before: 'block_15_expand', crossing: ['block_14_add'] });
});

test('in NASNet a cell begins where two cells cross, the earlier one rectified', () => {
  const crossing = ['normal_concat_10', 'activation_163'];
  expect(cut('NASNetMobile', 'activation_164')).toEqual({ before: 'activation_164', crossing });
});

test.for([
  ['NASNetMobile', 747],
  ['ResNet50', 169],
  ['InceptionV3', 290],
  ['InceptionResNetV2', 773],
  ['DenseNet121', 419],
  ['Xception', 110],
  ['MobileNetV2', 92],
] as const)(
  'of the layers that %s may be cut before, %i are where it is cut, and no other is far from one',
  ([name, exact]) => {
    const { layers } = backbones[name];
    const asked = layers.map((_, index) => index).slice(2);
    const places = asked.map((firstTrained) => cutPlace(layers, firstTrained).at);
    expect(places.filter((at, index) => at === asked[index])).toHaveLength(exact);
    expect(Math.max(...places.map((at, index) => asked[index]! - at))).toBeLessThanOrEqual(10);
  },
);

test('nothing is cut off before the second layer', () => {
  expect(cutPlace(backbones.VGG19.layers, 0)).toEqual({ at: 0, crossing: [] });
  expect(cutPlace(backbones.VGG19.layers, 1)).toEqual({ at: 0, crossing: [] });
});

test('a recipe’s first cut is that of the first stage that freezes anything', () => {
  const { layers } = backbones.VGG19;
  const recipe = (freeze: RecipeInput['freeze'], stages: RecipeInput['stages'] = []) =>
    recipeSchema.parse({ backbone: 'VGG19', freeze, stages });
  expect(firstCut(recipe('all'))).toBe('all');
  expect(firstCut(recipe('none', [{ freeze: { before: 'block5_conv1' } }]))).toEqual({ before: 'block5_conv1' });
  expect(firstCut(recipe({ before: layers[1]!.name }, [{ freeze: 'all' }]))).toBe('all');
  expect(firstCut(recipe({ before: layers[1]!.name }))).toBeNull();
  expect(firstCut(recipe('none'))).toBeNull();
});
