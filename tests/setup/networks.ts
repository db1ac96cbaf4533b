import { type BackboneName, backboneNames } from '#contracts/backbones';

/** Of each way to build a network one: what they share is most of what a change can break. */
const some: readonly BackboneName[] = ['VGG16', 'ResNet50V2', 'MobileNetV2', 'DenseNet121', 'Xception', 'CNN'];

/** The networks that a test goes through: all in `npm run test:long`, some of them with each change. */
export const testedNetworks = process.env.NETWORKS === 'all' ? backboneNames : some;
