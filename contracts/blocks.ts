import { type BackboneName, backbones } from './backbones.ts';

/** Layers of a network that people freeze or train together, such as a residual block. */
export interface Block {
  /** Its last layer, in Keras's name. */
  name: string;
  /** Its first layer: `freeze: {before: <this>}` trains the block and all after it. */
  firstLayer: string;
  layers: number;
  params: number;
  /** Those of them that training changes where the block is not frozen: not the moving averages. */
  trainable: number;
  /** Values that leave it for an image of the network's own input size. */
  outputs: number;
}

/** The layers that end a block, by the family of the network. A residual block ends after its addition. */
const blockEnds: Record<string, RegExp> = {
  VGG: /^block\d_pool$/,
  Xception: /^(block1_conv2_act|add(_\d+)?|block14_sepconv2_act)$/,
  ResNet: /^(pool1_pool|conv\d_block\d+_out)$/,
  ResNetV2: /^(pool1_pool|conv\d_block\d+_out|post_relu)$/,
  Inception: /^(max_pooling2d(_1)?|mixed.*|block\d+_\d+_ac|conv_7b_ac)$/,
  MobileNet: /^([cC]onv1_relu|conv_pw_\d+_relu|expanded_conv_project_BN|block_\d+_(project_BN|add)|out_relu)$/,
  DenseNet: /^(pool\d(_pool)?|conv\d_block\d+_concat|relu)$/,
  NASNet: /^(normal|reduction)_concat_\w+$/,
  'From scratch': /^max_pooling2d/,
};

/**
 * The blocks of a network, from the images to the features. Together they hold all its layers but the input, and each
 * has a convolution.
 */
export function blocksOf(name: BackboneName): Block[] {
  const { family, layers } = backbones[name];
  const isEnd = blockEnds[family]!;
  const blocks: Block[] = [];
  // The input layer has nothing to freeze.
  let first = 1;
  for (let index = 1; index < layers.length; index++) {
    const { name: layer, outputs } = layers[index]!;
    const following = layers[index + 1]?.name ?? '';
    // MobileNetV2 adds after the normalization where the block has a shortcut.
    const isAddedTo = layer.endsWith('project_BN') && following === layer.replace('project_BN', 'add');
    const ends = isEnd.test(layer) && !isAddedTo;
    if (!ends && index < layers.length - 1) continue;
    // What ends without a convolution of its own, such as a last normalization, belongs to the block before.
    if (!layers.slice(first, index + 1).some(({ className }) => className.includes('Conv'))) {
      first -= blocks.at(-1)?.layers ?? 0;
      blocks.pop();
    }
    const own = layers.slice(first, index + 1);
    blocks.push({
      name: layer,
      firstLayer: layers[first]!.name,
      layers: index - first + 1,
      params: own.reduce((sum, { params }) => sum + params, 0),
      trainable: own.reduce((sum, { trainableParams }) => sum + trainableParams, 0),
      outputs,
    });
    first = index + 1;
  }
  return blocks;
}
