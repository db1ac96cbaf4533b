import type { Allowed } from '#contracts/assignment';
import { type BackboneName, backbones } from '#contracts/backbones';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';

/** What the named weights are, as one line under the field. */
const notes: Record<string, string> = {
  imagenet: 'Trained on ImageNet, from Keras itself',
  nsfwjs:
    'Fine-tuned from ImageNet to screen images, from the npm package nsfwjs 4.3.0 (MIT). It learned on x / 255: choose rescale.',
  random: 'Untrained: all layers learn from random numbers',
};

/**
 * The weights that a recipe may name for a backbone, as a select lists them: its own, then what the course published,
 * by name.
 */
export function weightsChoices(
  backbone: BackboneName,
  published: readonly WeightsChoiceFragment[],
  allowed: Allowed,
): { value: string; label: string }[] {
  const own = backbones[backbone].weights.map((name) => ({ value: name, label: name }));
  const ofCourse = published
    .filter((weights) => weights.backbone === backbone)
    .map(({ id, name }) => ({ value: id, label: name }));
  return [...own, ...ofCourse].filter(({ value }) => allowed.weights?.includes(value) ?? true);
}

/** What the chosen weights are; undefined for ones that there are not. */
export function weightsNote(chosen: unknown, published: readonly WeightsChoiceFragment[]): string | undefined {
  if (typeof chosen !== 'string') return undefined;
  const ofCourse = published.find(({ id }) => id === chosen);
  return ofCourse
    ? `Published by the course. They learned on ${ofCourse.inputSize} pixels; preprocessing: ${ofCourse.preprocessing}.`
    : notes[chosen];
}
