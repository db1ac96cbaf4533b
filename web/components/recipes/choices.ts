import { type BackboneName, backboneEntries } from '#contracts/backboneEntries';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';
import type { RecipeTerms } from './recipeProblems.ts';
import { isMissing } from './substitute.ts';

/** Choices as a select lists them; those that the assignment does not allow can be read and not chosen. */
export function choicesOf(
  names: readonly string[],
  allowed: readonly string[] | undefined,
  t: Translate,
): { value: string; label: string; disabled: boolean }[] {
  return names.map((name) => {
    const isAllowed = allowed?.includes(name) ?? true;
    return { value: name, label: isAllowed ? name : t('recipes.notAllowedHere', { name }), disabled: !isAllowed };
  });
}

/** Backbones as a select lists them: each family under its name, in the order of its first member. */
export function byFamily(names: readonly BackboneName[]): { group: string; items: BackboneName[] }[] {
  const families = new Map<string, BackboneName[]>();
  for (const name of names)
    families.set(backboneEntries[name].family, [...(families.get(backboneEntries[name].family) ?? []), name]);
  return [...families].map(([group, items]) => ({ group, items }));
}

/**
 * The weights that a recipe may name for a backbone, as a select lists them: its own, then what the course published,
 * by name. Those that the assignment does not allow can be read and not chosen; those that the site cannot get say so.
 */
export function weightsChoices(
  backbone: BackboneName,
  terms: Pick<RecipeTerms, 'published' | 'allowed' | 'missing'>,
  t: Translate,
): { value: string; label: string; disabled: boolean }[] {
  const own = backboneEntries[backbone].weights.map((name) => ({ value: name as string, label: name as string }));
  const { published, allowed } = terms;
  const ofCourse = published
    .filter((weights) => weights.backbone === backbone)
    .map(({ id, name }) => ({ value: id, label: name }));
  return [...own, ...ofCourse].map(({ value, label }) => {
    const isAllowed = allowed.weights?.includes(value) ?? true;
    if (!isAllowed) return { value, label: t('recipes.notAllowedHere', { name: label }), disabled: true };
    const isThere = !isMissing(terms, backbone, value);
    return { value, label: isThere ? label : t('recipes.notOnThisSite', { name: label }), disabled: false };
  });
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
