import type { RunPhase } from '#contracts/progress';
import type { RunStatus } from '#contracts/runStatus';

/** How a status is shown: a word and a colour, so that the colour is never alone. */
export const statusNames: Record<RunStatus, { name: string; color: string }> = {
  QUEUED: { name: 'Queued', color: 'gray' },
  PREPARING: { name: 'Preparing', color: 'river' },
  TRAINING: { name: 'Training', color: 'river' },
  EVALUATING: { name: 'Evaluating', color: 'violet' },
  SUCCEEDED: { name: 'Succeeded', color: 'teal' },
  FAILED: { name: 'Failed', color: 'red' },
  CANCELLED: { name: 'Cancelled', color: 'gray' },
};

/** What a worker does in a phase, and what it counts there. */
export const phaseNames: Record<RunPhase, { name: string; unit: string }> = {
  WEIGHTS: { name: 'Loading the weights', unit: 'bytes' },
  IMAGES: { name: 'Reading the images', unit: 'images' },
  FEATURES: { name: 'Computing what the frozen layers see', unit: 'images' },
  TRAINING: { name: 'Training', unit: 'steps' },
  EVALUATION: { name: 'Evaluating on the sealed test set', unit: 'images' },
};
