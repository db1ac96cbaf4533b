import { expect, test } from 'vitest';
import { backboneNames, backbones } from '#contracts/backbones';
import { blocksOf } from '#contracts/blocks';
import { parseRecipe } from '#contracts/recipe';

test.for(backboneNames)(
  'the blocks of %s hold all its layers once, have a convolution each, and each can be the first that is trained',
  (name) => {
    const blocks = blocksOf(name);
    const { layers } = backbones[name];
    expect(blocks.reduce((sum, block) => sum + block.layers, 0)).toBe(layers.length - 1);
    expect(blocks.reduce((sum, { params }) => sum + params, 0)).toBe(
      layers.reduce((sum, { params }) => sum + params, 0),
    );
    expect(blocks.at(-1)!.name).toBe(layers.at(-1)!.name);
    expect(blocks.length).toBeGreaterThan(3);
    expect(blocks.length).toBeLessThan(120);
    let begin = 1;
    for (const block of blocks) {
      const own = layers.slice(begin, begin + block.layers);
      expect(own.some(({ className }) => className.includes('Conv'))).toBe(true);
      begin += block.layers;
    }
    if (name === 'CNN') return;
    for (const { firstLayer } of blocks.slice(1)) {
      const { issues } = parseRecipe({ backbone: name, freeze: { before: firstLayer } });
      expect(issues ?? [], firstLayer).toEqual([]);
    }
  },
);

test('a block of VGG19 is what the papers call so, and one of ResNet50 ends after its addition', () => {
  expect(blocksOf('VGG19').map(({ firstLayer }) => firstLayer)).toEqual([
    'block1_conv1',
    'block2_conv1',
    'block3_conv1',
    'block4_conv1',
    'block5_conv1',
  ]);
  const resnet = blocksOf('ResNet50');
  expect(resnet).toHaveLength(17);
  expect(resnet.at(-1)!.name).toBe('conv5_block3_out');
  expect(blocksOf('ResNet50V2').at(-1)!.firstLayer).toBe('conv5_block3_preact_bn');
});
