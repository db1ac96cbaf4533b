/** What a worker does for a run. */
export const runPhases = ['WEIGHTS', 'IMAGES', 'FEATURES', 'TRAINING', 'EVALUATION'] as const;
export type RunPhase = (typeof runPhases)[number];
