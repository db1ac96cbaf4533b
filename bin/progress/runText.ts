import { claimedStatuses } from '#contracts/runStatus';
import type { RunStateFragment } from '../api/generated/graphql.ts';

const phases = {
  WEIGHTS: 'loading weights',
  IMAGES: 'reading images',
  FEATURES: 'computing features',
  TRAINING: 'training',
  EVALUATION: 'evaluating',
} as const;

/** What happens to a run just now, e.g. "epoch 3/20  loss 0.512  acc 0.760  valAcc 0.711". */
export function activity(run: RunStateFragment): string {
  if (run.status === 'QUEUED') return run.queuePosition === null ? 'queued' : `queued, place ${run.queuePosition}`;
  if (!claimedStatuses.some((status) => status === run.status)) return run.status.toLowerCase();
  const { progress, lastEpoch } = run;
  if (progress && progress.phase !== 'TRAINING')
    return `${phases[progress.phase]} ${percentage(progress.done, progress.total)}`.trimEnd();
  if (!lastEpoch) return run.status.toLowerCase();
  return `epoch ${lastEpoch.epoch}/${run.plannedEpochs}  ${numbers(lastEpoch)}`;
}

/** An epoch's loss and accuracy, for training and, where there is one, validation. */
export function numbers(epoch: { loss: number; acc: number; valLoss: number | null; valAcc: number | null }): string {
  const pairs = Object.entries({ loss: epoch.loss, acc: epoch.acc, valLoss: epoch.valLoss, valAcc: epoch.valAcc });
  return pairs.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value.toFixed(3)}`])).join('  ');
}

/** "ETA 1:05", or nothing before a speed was measured. */
export function eta(run: RunStateFragment): string {
  const seconds = run.progress?.etaSeconds;
  return seconds === null || seconds === undefined ? '' : `ETA ${clock(seconds)}`;
}

/** Minutes and seconds. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function percentage(done: number, total: number): string {
  return total === 0 ? '' : `${Math.floor((100 * done) / total)} %`;
}

/** How a run ended, in one line. */
export function outcome(run: RunStateFragment): string {
  if (run.failure) return `failed with ${run.failure.code}: ${run.failure.message}`;
  if (run.status === 'CANCELLED') return 'was cancelled';
  const score = run.evaluation?.privateScore ?? run.evaluation?.publicScore;
  const kind = run.evaluation?.privateScore == null ? 'public score' : 'score';
  const where = `after ${Math.round(run.seconds ?? 0)} s on ${run.engine ?? 'an unnamed engine'}`;
  return `${kind} ${score?.toFixed(3) ?? 'not known'} ${where}`;
}
