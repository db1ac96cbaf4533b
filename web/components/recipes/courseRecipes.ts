/** recipes/cats-and-dogs-vgg19.yaml, without its comments. A test holds the two together. */
export const catsAndDogs = `backbone: VGG19
weights: imagenet
inputSize: 224
preprocessing: rescale
freeze: all
head: {pooling: flatten}
augmentation:
  rotationRange: 40
  widthShiftRange: 0.2
  heightShiftRange: 0.2
  shearRange: 0.2
  zoomRange: 0.2
  horizontalFlip: true
optimizer: {name: rmsprop, learningRate: 0.001}
training: {epochs: 100, batchSize: 100, stepsPerEpoch: 20, validationSteps: 10}
seed: 42
`;

/** recipes/scenery-resnet50.yaml, likewise. */
export const sixSceneries = `backbone: ResNet50
weights: imagenet
inputSize: 224
preprocessing: backbone
freeze: all
head: {pooling: avg}
optimizer: {name: rmsprop, learningRate: 0.001}
training: {epochs: 20, batchSize: 32}
seed: 42
`;
