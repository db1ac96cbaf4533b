import type { Allowed } from '#contracts/assignment';
import { type BackboneName, backbones } from '#contracts/backbones';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';

/** Backbones as a select lists them: each family under its name, in the order of its first member. */
export function byFamily(names: readonly BackboneName[]): { group: string; items: BackboneName[] }[] {
  const families = new Map<string, BackboneName[]>();
  for (const name of names)
    families.set(backbones[name].family, [...(families.get(backbones[name].family) ?? []), name]);
  return [...families].map(([group, items]) => ({ group, items }));
}

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

/** What the chosen weights are, in one line; undefined for ones that nobody knows. */
export function weightsNote(
  chosen: unknown,
  published: readonly WeightsChoiceFragment[],
  t: Translate,
): string | undefined {
  if (typeof chosen !== 'string') return undefined;
  const ofCourse = published.find(({ id }) => id === chosen);
  if (!ofCourse) return optionalText(t, `recipes.weightsNotes.${chosen}`);
  return t('recipes.weightsPublished', { inputSize: ofCourse.inputSize, preprocessing: ofCourse.preprocessing });
}
