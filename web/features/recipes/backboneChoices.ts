import { type BackboneName, backbones, type PreprocessInput } from '#contracts/backbones';

/** Backbones as a select lists them: each family under its name, in the order of its first member. */
export function byFamily(names: readonly BackboneName[]): { group: string; items: BackboneName[] }[] {
  const families = new Map<string, BackboneName[]>();
  for (const name of names)
    families.set(backbones[name].family, [...(families.get(backbones[name].family) ?? []), name]);
  return [...families].map(([group, items]) => ({ group, items }));
}

/** The backbone's own preprocessing, as one line. */
export const preprocessingNotes: Record<PreprocessInput, string> = {
  rescale: 'backbone: x / 255',
  tf: 'backbone: x / 127.5 − 1',
  torch: "backbone: x / 255, less ImageNet's mean, over its deviation",
  caffe: "backbone: BGR, less ImageNet's mean",
};
