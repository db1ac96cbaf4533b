import type { Recipe } from '#contracts/recipe';

/** Whether a recipe trains anything of the backbone. If not, training leaves its features as they are. */
export function trainsBackbone({ freeze, stages }: Pick<Recipe, 'freeze' | 'stages'>): boolean {
  return [freeze, ...stages.map((stage) => stage.freeze)].some((freeze) => freeze !== 'all');
}
