import { type ApplicationName, applicationNames, backbones } from '#contracts/backbones';
import { type Block, blocksOf } from '#contracts/blocks';

/** What the zoo shows of a network. Pages on the server make it, so that no browser loads the table of all layers. */
export interface NetworkFacts {
  name: ApplicationName;
  family: string;
  inputSize: number;
  smallestInput: number;
  preprocessInput: string;
  size: number;
  top1: number;
  top5: number;
  params: number;
  depth: number;
  cpuMs: number;
  gpuMs: number;
  /** Without the top. */
  backboneParams: number;
}

export function networkFacts(name: ApplicationName): NetworkFacts {
  const { family, inputSize, smallestInput, preprocessInput, published, layers } = backbones[name];
  const backboneParams = layers.reduce((sum, { params }) => sum + params, 0);
  return { name, family, inputSize, smallestInput, preprocessInput, ...published, backboneParams };
}

export function allNetworkFacts(): NetworkFacts[] {
  return applicationNames.map(networkFacts);
}

export function networkBlocks(name: ApplicationName): Block[] {
  return blocksOf(name);
}

/** Where each network was described first. */
export const papers: Record<ApplicationName, { title: string; year: number; url: string }> = {
  Xception: {
    title: 'Xception: Deep Learning with Depthwise Separable Convolutions',
    year: 2017,
    url: 'https://arxiv.org/abs/1610.02357',
  },
  VGG16: vgg(),
  VGG19: vgg(),
  ResNet50: resnet(),
  ResNet101: resnet(),
  ResNet152: resnet(),
  ResNet50V2: resnetV2(),
  ResNet101V2: resnetV2(),
  ResNet152V2: resnetV2(),
  InceptionV3: {
    title: 'Rethinking the Inception Architecture for Computer Vision',
    year: 2016,
    url: 'https://arxiv.org/abs/1512.00567',
  },
  InceptionResNetV2: {
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning',
    year: 2017,
    url: 'https://arxiv.org/abs/1602.07261',
  },
  MobileNet: {
    title: 'MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications',
    year: 2017,
    url: 'https://arxiv.org/abs/1704.04861',
  },
  MobileNetV2: {
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks',
    year: 2018,
    url: 'https://arxiv.org/abs/1801.04381',
  },
  DenseNet121: densenet(),
  DenseNet169: densenet(),
  DenseNet201: densenet(),
  NASNetMobile: {
    title: 'Learning Transferable Architectures for Scalable Image Recognition',
    year: 2018,
    url: 'https://arxiv.org/abs/1707.07012',
  },
};

function vgg() {
  return {
    title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
    year: 2015,
    url: 'https://arxiv.org/abs/1409.1556',
  };
}

function resnet() {
  return { title: 'Deep Residual Learning for Image Recognition', year: 2016, url: 'https://arxiv.org/abs/1512.03385' };
}

function resnetV2() {
  return { title: 'Identity Mappings in Deep Residual Networks', year: 2016, url: 'https://arxiv.org/abs/1603.05027' };
}

function densenet() {
  return { title: 'Densely Connected Convolutional Networks', year: 2017, url: 'https://arxiv.org/abs/1608.06993' };
}
