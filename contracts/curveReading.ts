import type { Recipe } from './recipe.ts';

/** An epoch, as far as its curve is read. */
export interface EpochOfCurve {
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
}

/**
 * What a history says, by rules that are the same for everybody. `epoch` is where it begins, counted from 1.
 *
 * - `NOT_FINITE`: a loss was not a number any more, in this epoch; nothing else is said.
 * - `DIVERGING`: the training loss ends above its first value; nothing else is said.
 * - `UNSTEADY`: the training loss changes by more than a tenth of its mean from one epoch to the next, on average, and
 *   in three of ten epochs it rises by more than a twentieth of its mean.
 * - `OVERFITTING`: after the best validation loss the mean of the last three is at least 5 % higher, while the mean
 *   training loss of the same epochs is lower than it was at the best.
 * - `STILL_IMPROVING`: the validation loss is best in the last epoch, and the last fifth of the history improved it by
 *   more than 2 %.
 * - `PLATEAU`: over the last fifth of the history, but five epochs at least, neither loss changed by more than 1 %.
 * - `VALIDATION_ABOVE_TRAINING`: over the last five epochs validation accuracy is more than a hundredth above training
 *   accuracy, and in all of them but one at most it is above. `because` says what lowers the latter: dropout and
 *   augmentation act only in training.
 * - `STAGE`: what a later stage brought. The validation accuracy of its last epoch is held against that of the last
 *   epoch of the stage before: `BETTER` or `WORSE` by more than two hundredths, else `SAME`. It is said once the stage
 *   has three epochs, or all of its own, and only where the recipe says how long stages are: not with early stopping.
 * - `TOO_SHORT`: fewer than five epochs; no other rule is asked but `DIVERGING`.
 */
export type CurveFinding =
  | { kind: 'NOT_FINITE'; epoch: number }
  | { kind: 'DIVERGING' }
  | { kind: 'UNSTEADY' }
  | { kind: 'OVERFITTING'; epoch: number; bestValLoss: number }
  | { kind: 'STILL_IMPROVING' }
  | { kind: 'PLATEAU'; epoch: number }
  | { kind: 'VALIDATION_ABOVE_TRAINING'; because: 'DROPOUT' | 'AUGMENTATION' | 'BOTH' | 'NEITHER' }
  | { kind: 'STAGE'; stage: number; effect: 'BETTER' | 'WORSE' | 'SAME'; before: number; after: number }
  | { kind: 'TOO_SHORT' };

const fewestEpochs = 5;

/**
 * Reads a history. The most important finding stands first; none where nothing stands out.
 *
 * @param endedNotFinite whether the run failed with NAN_LOSS: that epoch is in no history
 */
export function readCurve(history: readonly EpochOfCurve[], recipe: Recipe, endedNotFinite = false): CurveFinding[] {
  const first = history[0];
  const last = history.at(-1);
  if (endedNotFinite) return [{ kind: 'NOT_FINITE', epoch: (last?.epoch ?? 0) + 1 }];
  if (!first || !last) return [];
  const broken = history.find(({ loss }) => !Number.isFinite(loss));
  if (broken) return [{ kind: 'NOT_FINITE', epoch: broken.epoch }];
  if (history.length > 1 && last.loss > first.loss) return [{ kind: 'DIVERGING' }];
  if (history.length < fewestEpochs) return [{ kind: 'TOO_SHORT' }];
  const findings: CurveFinding[] = [];
  if (isUnsteady(history)) findings.push({ kind: 'UNSTEADY' });
  const overfitting = readOverfitting(history);
  if (overfitting) findings.push(overfitting);
  else if (isStillImproving(history)) findings.push({ kind: 'STILL_IMPROVING' });
  else if (isFlat(history)) findings.push({ kind: 'PLATEAU', epoch: tail(history)[0]!.epoch });
  findings.push(...readStages(history, recipe));
  const above = readAbove(history, recipe);
  if (above) findings.push(above);
  return findings;
}

/** The last fifth of a history, but five epochs at least. */
function tail(history: readonly EpochOfCurve[]): readonly EpochOfCurve[] {
  return history.slice(-Math.max(fewestEpochs, Math.ceil(history.length / 5)));
}

function isUnsteady(history: readonly EpochOfCurve[]): boolean {
  const steps = history.slice(1).map(({ loss }, index) => loss - history[index]!.loss);
  const usual = mean(history.map(({ loss }) => loss));
  const rises = steps.filter((step) => step > 0.05 * usual).length;
  return rises >= 0.3 * steps.length && mean(steps.map(Math.abs)) > 0.1 * usual;
}

interface Best {
  index: number;
  valLoss: number;
}

function bestOf(history: readonly EpochOfCurve[]): Best | null {
  return history.reduce<Best | null>((best, { valLoss }, index) => {
    if (valLoss === null || !Number.isFinite(valLoss)) return best;
    return best === null || valLoss < best.valLoss ? { index, valLoss } : best;
  }, null);
}

function readOverfitting(history: readonly EpochOfCurve[]): CurveFinding | null {
  const best = bestOf(history);
  if (!best || best.index > history.length - 4) return null;
  const late = history.slice(-3);
  const valLosses = late.flatMap(({ valLoss }) => (valLoss === null ? [] : [valLoss]));
  const rose = valLosses.length === 3 && mean(valLosses) >= 1.05 * best.valLoss;
  const fell = mean(late.map(({ loss }) => loss)) < history[best.index]!.loss;
  if (!rose || !fell) return null;
  return { kind: 'OVERFITTING', epoch: history[best.index + 1]!.epoch, bestValLoss: best.valLoss };
}

function isStillImproving(history: readonly EpochOfCurve[]): boolean {
  const best = bestOf(history);
  if (!best || best.index < history.length - 1) return false;
  const before = bestOf(history.slice(0, history.length - tail(history).length + 1));
  return before !== null && best.valLoss < 0.98 * before.valLoss;
}

function isFlat(history: readonly EpochOfCurve[]): boolean {
  const late = tail(history);
  const spread = (values: number[]) => (Math.max(...values) - Math.min(...values)) / Math.max(...values, 1e-12);
  const valLosses = late.flatMap(({ valLoss }) => (valLoss === null ? [] : [valLoss]));
  return spread(late.map(({ loss }) => loss)) <= 0.01 && (valLosses.length === 0 || spread(valLosses) <= 0.01);
}

function readStages(history: readonly EpochOfCurve[], recipe: Recipe): CurveFinding[] {
  if (recipe.training.earlyStopping) return [];
  let begin = 0;
  const parts = [recipe.training, ...recipe.stages].map(({ epochs }) => {
    const part = history.slice(begin, begin + epochs);
    begin += epochs;
    return { part, isRead: part.length >= Math.min(3, epochs) };
  });
  const endOf = (part: readonly EpochOfCurve[]) => part.at(-1)?.valAcc ?? null;
  return parts.slice(1).flatMap(({ part, isRead }, index): CurveFinding[] => {
    const [before, after] = [endOf(parts[index]!.part), endOf(part)];
    if (!isRead || before === null || after === null) return [];
    const effect = after - before > 0.02 ? 'BETTER' : before - after > 0.02 ? 'WORSE' : 'SAME';
    return [{ kind: 'STAGE', stage: index + 2, effect, before, after }];
  });
}

function readAbove(history: readonly EpochOfCurve[], recipe: Recipe): CurveFinding | null {
  const late = history.slice(-fewestEpochs).filter(({ valAcc }) => valAcc !== null);
  if (late.length < fewestEpochs) return null;
  const differences = late.map(({ valAcc, acc }) => valAcc! - acc);
  const below = differences.filter((difference) => difference <= 0).length;
  if (mean(differences) <= 0.01 || below > 1) return null;
  const dropout = recipe.head.dropout > 0 || recipe.head.dense.some((layer) => layer.dropout > 0);
  const augmented = recipe.augmentation !== undefined;
  const because = dropout && augmented ? 'BOTH' : dropout ? 'DROPOUT' : augmented ? 'AUGMENTATION' : 'NEITHER';
  return { kind: 'VALIDATION_ABOVE_TRAINING', because };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
