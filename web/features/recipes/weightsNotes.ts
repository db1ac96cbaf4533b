/** What the named weights are, as one line under the field. */
export const weightsNotes: Record<string, string> = {
  imagenet: 'Trained on ImageNet, from Keras itself',
  nsfwjs: 'Fine-tuned from ImageNet to screen images, from the npm package nsfwjs 4.3.0 (MIT). It learned on x / 255: choose rescale.',
  random: 'Untrained: all layers learn from random numbers',
};
