import { backbones } from '#contracts/backbones';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { type Stage, stagesOf } from '#contracts/stages';
import { cutPlace } from '../network/cutPlace.ts';

/**
 * What the first stage freezes whose network is cut in two; null where none is, since none freezes anything or only
 * what is before every cut.
 */
export function firstCut(recipe: Recipe): Stage['freeze'] | null {
  const { layers } = backbones[recipe.backbone];
  const isCut = ({ freeze }: Stage) =>
    cutPlace(layers, firstTrainedLayer({ backbone: recipe.backbone, freeze })).at > 0;
  return stagesOf(recipe).find(isCut)?.freeze ?? null;
}
