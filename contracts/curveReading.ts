import type { BackboneName } from './backboneEntries.ts';
import type { Recipe } from './recipe.ts';

/** An epoch, as far as its curve is read. */
export interface EpochOfCurve {
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
}

/** What may help against overfitting, by what the recipe has not got yet. */
type Remedy = 'STOP' | 'DROPOUT' | 'MORE_DROPOUT' | 'AUGMENTATION' | 'MORE_AUGMENTATION' | 'FREEZE';

/**
 * What a history says, by rules that are the same for everybody. `epoch` is where it begins, counted from 1.
 *
 * - `NOT_FINITE`: a loss was not a number any more, in this epoch; nothing else is said.
 * - `DIVERGING`: the training loss ends above its first value; nothing else is said.
 * - `UNSTEADY`: the training loss changes by more than a tenth of its mean from one epoch to the next, on average, and
 *   in three of ten epochs it rises by more than a twentieth of its mean.
 * - `LAGGING`: a stage trains layers with batch normalization, and in each of its epochs the validation loss is at
 *   least 5 % above that of the last epoch before (in the first stage: above that of its first epoch), while the
 *   training loss ends below. The mean validation accuracy of its last three epochs is not more than two hundredths
 *   above either. Moving averages that lag behind look like this. Asked of stages as `STAGE` is.
 * - `OVERFITTING`: after the best validation loss the mean of the last three is above the lowest mean of three epochs
 *   in a row, by at least 5 % and by more than twice the scatter, while the mean training loss of the same epochs is
 *   lower than it was at the best. The scatter is the median distance of an epoch's validation loss from the mean of
 *   its two neighbours, over the last half of the history, but five epochs at least. Not where the stage is `LAGGING`.
 * - `TOO_SURE`: the same, but one of the last three epochs has the best validation accuracy of all, or their mean is
 *   more than two hundredths above every one up to the best loss.
 * - `STILL_IMPROVING`: the validation loss is best in the last epoch, and the last fifth of the history improved it by
 *   more than 2 %.
 * - `NOTHING_SHOWS`: no validation loss is more than 2 % below that of the first epoch, and no validation accuracy more
 *   than two hundredths above it. Not beside `LAGGING`, `OVERFITTING` and `TOO_SURE`.
 * - `JUMPING`: the scatter of the validation loss is more than 15 % of its median over the same epochs.
 * - `GAP`: over the last five epochs training accuracy is on average more than five hundredths above validation
 *   accuracy. Not beside `LAGGING`, `OVERFITTING` and `TOO_SURE`, which say more, nor beside `STILL_IMPROVING`.
 * - `PLATEAU`: over the last fifth of the history, but five epochs at least, neither loss changed by more than 1 %.
 * - `VALIDATION_ABOVE_TRAINING`: over the last five epochs validation accuracy is more than a hundredth above training
 *   accuracy, and in all of them but one at most it is above. `because` says what lowers the latter: dropout and
 *   augmentation act only in training.
 * - `STAGE`: what a later stage brought. The validation accuracy of its last epoch is held against that of the last
 *   epoch of the stage before: `BETTER` or `WORSE` by more than two hundredths, else `SAME`. It is said once the stage
 *   has three epochs, or all of its own, and only where the recipe says how long stages are: not with early stopping.
 *   Not `WORSE` where the stage is `LAGGING`.
 * - `TOO_SHORT`: fewer than five epochs; no other rule is asked but `DIVERGING`.
 */
export type CurveFinding =
  | { kind: 'NOT_FINITE'; epoch: number; trainsPretrained: boolean }
  | { kind: 'DIVERGING' }
  | { kind: 'UNSTEADY' }
  | {
      kind: 'LAGGING';
      stage: number;
      from: number;
      to: number;
      before: number;
      after: number;
      canFreezeMore: boolean;
    }
  | { kind: 'OVERFITTING'; epoch: number; bestValLoss: number; remedies: Remedy[]; dropout: number }
  | { kind: 'TOO_SURE'; epoch: number; bestValLoss: number }
  | { kind: 'STILL_IMPROVING' }
  | { kind: 'NOTHING_SHOWS'; firstLoss: number; bestLoss: number; firstAcc: number; bestAcc: number }
  | { kind: 'JUMPING'; lowest: number; highest: number }
  | { kind: 'GAP'; acc: number; valAcc: number }
  | { kind: 'PLATEAU'; epoch: number; canTrainMore: boolean }
  | { kind: 'VALIDATION_ABOVE_TRAINING'; because: 'DROPOUT' | 'AUGMENTATION' | 'BOTH' | 'NEITHER' }
  | {
      kind: 'STAGE';
      stage: number;
      effect: 'BETTER' | 'WORSE' | 'SAME';
      before: number;
      after: number;
      canFreezeMore: boolean;
    }
  | { kind: 'TOO_SHORT' };

const fewestEpochs = 5;

/** All other backbones have it after each convolution. */
const withoutNormalization: readonly BackboneName[] = ['VGG16', 'VGG19', 'CNN'];

/**
 * Reads a history. The most important finding stands first; none where nothing stands out.
 *
 * @param endedNotFinite whether the run failed with NAN_LOSS: that epoch is in no history
 */
export function readCurve(history: readonly EpochOfCurve[], recipe: Recipe, endedNotFinite = false): CurveFinding[] {
  const first = history[0];
  const last = history.at(-1);
  const notFinite = (epoch: number): CurveFinding[] => [
    { kind: 'NOT_FINITE', epoch, trainsPretrained: canFreezeMore(recipe, freezeAt(recipe, epoch)) },
  ];
  if (endedNotFinite) return notFinite((last?.epoch ?? 0) + 1);
  if (!first || !last) return [];
  const broken = history.find(({ loss }) => !Number.isFinite(loss));
  if (broken) return notFinite(broken.epoch);
  if (history.length > 1 && last.loss > first.loss) return [{ kind: 'DIVERGING' }];
  if (history.length < fewestEpochs) return [{ kind: 'TOO_SHORT' }];
  const findings: CurveFinding[] = [];
  if (isUnsteady(history)) findings.push({ kind: 'UNSTEADY' });
  const stages = readParts(history, recipe);
  const freeze = freezeAt(recipe, last.epoch);
  const lagging = stages.flatMap((stage) => readLag(stage, recipe));
  const overfitting = lagging.some(({ to }) => to === last.epoch) ? null : readOverfitting(history, recipe, freeze);
  findings.push(...lagging);
  const jumping = readJumps(history);
  const isExplained = overfitting !== null || lagging.length > 0;
  const silent = isExplained ? null : readSilence(history);
  const improves = isStillImproving(history);
  if (jumping) findings.push(jumping);
  if (silent) findings.push(silent);
  if (overfitting) findings.push(overfitting);
  else if (improves) findings.push({ kind: 'STILL_IMPROVING' });
  else if (isFlat(history))
    findings.push({ kind: 'PLATEAU', epoch: tail(history)[0]!.epoch, canTrainMore: freeze !== 'none' });
  findings.push(
    ...readStages(stages, recipe).filter(
      ({ stage, effect }) => effect !== 'WORSE' || !lagging.some((lag) => lag.stage === stage),
    ),
  );
  const gap = isExplained || improves ? null : readGap(history);
  if (gap) findings.push(gap);
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

function readOverfitting(
  history: readonly EpochOfCurve[],
  recipe: Recipe,
  freeze: Recipe['freeze'],
): CurveFinding | null {
  const best = bestOf(history);
  if (!best || best.index > history.length - 4) return null;
  const late = history.slice(-3);
  if (history.some(({ valLoss }) => valLoss === null)) return null;
  const means = knownOf(history, 'valLoss').map((_, index, all) => mean(all.slice(index, index + 3)));
  const lowest = Math.min(...means.slice(0, -2));
  const rise = means.at(-3)! - lowest;
  const rose = rise >= 0.05 * lowest && rise > 2 * scatterOf(history);
  const fell = mean(late.map(({ loss }) => loss)) < history[best.index]!.loss;
  if (!rose || !fell) return null;
  const found = { epoch: history[best.index + 1]!.epoch, bestValLoss: best.valLoss };
  const mostOf = (epochs: readonly EpochOfCurve[]) => Math.max(...knownOf(epochs, 'valAcc'));
  const isMostAccurate =
    mostOf(late) > mostOf(history.slice(0, -3)) ||
    mean(knownOf(late, 'valAcc')) > mostOf(history.slice(0, best.index + 1)) + 0.02;
  if (isMostAccurate) return { kind: 'TOO_SURE', ...found };
  const dropout = dropoutOf(recipe);
  const remedies: (Remedy | false)[] = [
    !recipe.training.earlyStopping?.restoreBestWeights && 'STOP',
    dropout > 0 ? 'MORE_DROPOUT' : 'DROPOUT',
    recipe.augmentation ? 'MORE_AUGMENTATION' : 'AUGMENTATION',
    canFreezeMore(recipe, freeze) && 'FREEZE',
  ];
  return { kind: 'OVERFITTING', ...found, remedies: remedies.filter((remedy) => remedy !== false), dropout };
}

function readSilence(history: readonly EpochOfCurve[]): CurveFinding | null {
  const [losses, accuracies] = [knownOf(history, 'valLoss'), knownOf(history, 'valAcc')];
  const [firstLoss, firstAcc] = [losses[0], accuracies[0]];
  if (firstLoss === undefined || firstAcc === undefined) return null;
  const [bestLoss, bestAcc] = [Math.min(...losses), Math.max(...accuracies)];
  if (bestLoss < 0.98 * firstLoss || bestAcc > firstAcc + 0.02) return null;
  return { kind: 'NOTHING_SHOWS', firstLoss, bestLoss, firstAcc, bestAcc };
}

function readJumps(history: readonly EpochOfCurve[]): CurveFinding | null {
  const values = lateValLosses(history);
  if (scatterOf(history) <= 0.15 * median(values)) return null;
  return { kind: 'JUMPING', lowest: Math.min(...values), highest: Math.max(...values) };
}

function readGap(history: readonly EpochOfCurve[]): CurveFinding | null {
  const late = history.slice(-fewestEpochs);
  const valAccs = knownOf(late, 'valAcc');
  if (valAccs.length < fewestEpochs) return null;
  const [acc, valAcc] = [mean(late.map((epoch) => epoch.acc)), mean(valAccs)];
  return acc - valAcc > 0.05 ? { kind: 'GAP', acc, valAcc } : null;
}

/** How far an epoch's validation loss usually lies from the mean of its neighbours; a steady rise has none. */
function scatterOf(history: readonly EpochOfCurve[]): number {
  const values = lateValLosses(history);
  return median(values.slice(1, -1).map((value, index) => Math.abs(value - (values[index]! + values[index + 2]!) / 2)));
}

/** Over the last half of a history, but five epochs at least. */
function lateValLosses(history: readonly EpochOfCurve[]): number[] {
  return knownOf(history.slice(-Math.max(fewestEpochs, Math.ceil(history.length / 2))), 'valLoss');
}

/** The upper one of two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function knownOf(history: readonly EpochOfCurve[], column: 'valLoss' | 'valAcc'): number[] {
  return history.map((epoch) => epoch[column]).filter((value) => value !== null);
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

/** A stage of a recipe, with what the history has of it. */
interface Part {
  stage: number;
  freeze: Recipe['freeze'];
  history: readonly EpochOfCurve[];
  before: EpochOfCurve | null;
  /** Whether it has so many epochs that something can be said of it. */
  isRead: boolean;
}

/** The stages; none where early stopping decides how long they are, unless there is one alone. */
function readParts(history: readonly EpochOfCurve[], recipe: Recipe): Part[] {
  if (recipe.training.earlyStopping && recipe.stages.length > 0) return [];
  const freezes = freezesOf(recipe);
  let begin = 0;
  return [recipe.training, ...recipe.stages].map(({ epochs }, index) => {
    const from = begin;
    begin += epochs;
    const part = history.filter(({ epoch }) => epoch > from && epoch <= from + epochs);
    const before = history.findLast(({ epoch }) => epoch <= from) ?? null;
    const isRead = part.length >= Math.min(3, epochs);
    return { stage: index + 1, freeze: freezes[index]!, history: part, before, isRead };
  });
}

function readLag({ stage, freeze, history, before, isRead }: Part, recipe: Recipe) {
  const normalizes = freeze !== 'all' && !withoutNormalization.includes(recipe.backbone);
  const reference = before ?? history[0];
  const after = before ? history : history.slice(1);
  const [first, last] = [after[0], after.at(-1)];
  if (!normalizes || !isRead || !first || !last || !reference) return [];
  const valLoss = reference.valLoss;
  if (valLoss === null || reference.valAcc === null || last.valLoss === null) return [];
  const rose = after.every((epoch) => epoch.valLoss !== null && epoch.valLoss >= 1.05 * valLoss);
  const gained = mean(knownOf(after.slice(-3), 'valAcc')) > reference.valAcc + 0.02;
  if (!rose || gained || last.loss >= reference.loss) return [];
  return [
    {
      kind: 'LAGGING' as const,
      stage,
      from: first.epoch,
      to: last.epoch,
      before: valLoss,
      after: last.valLoss,
      canFreezeMore: canFreezeMore(recipe, freeze),
    },
  ];
}

function readStages(parts: readonly Part[], recipe: Recipe) {
  return parts.slice(1).flatMap(({ stage, freeze, history, before: reference, isRead }) => {
    const [before, after] = [reference?.valAcc ?? null, history.at(-1)?.valAcc ?? null];
    if (!isRead || before === null || after === null) return [];
    const effect: 'BETTER' | 'WORSE' | 'SAME' =
      after - before > 0.02 ? 'BETTER' : before - after > 0.02 ? 'WORSE' : 'SAME';
    return [{ kind: 'STAGE' as const, stage, effect, before, after, canFreezeMore: canFreezeMore(recipe, freeze) }];
  });
}

function freezesOf(recipe: Recipe): Recipe['freeze'][] {
  return [recipe.freeze, ...recipe.stages.map(({ freeze }) => freeze)];
}

/** What is frozen in an epoch; in the last stage where early stopping decides how long stages are. */
function freezeAt(recipe: Recipe, epoch: number): Recipe['freeze'] {
  const freezes = freezesOf(recipe);
  if (recipe.training.earlyStopping) return freezes.at(-1)!;
  let end = recipe.training.epochs;
  for (const [index, stage] of recipe.stages.entries()) {
    if (epoch <= end) return freezes[index]!;
    end += stage.epochs;
  }
  return freezes.at(-1)!;
}

/** Whether pretrained layers are trained that might be frozen. */
function canFreezeMore({ weights }: Recipe, freeze: Recipe['freeze']): boolean {
  return weights !== 'random' && freeze !== 'all';
}

/** The largest share that is dropped anywhere in the head. */
function dropoutOf({ head }: Recipe): number {
  return Math.max(head.dropout, ...head.dense.map(({ dropout }) => dropout));
}

function readAbove(history: readonly EpochOfCurve[], recipe: Recipe): CurveFinding | null {
  const late = history.slice(-fewestEpochs).filter(({ valAcc }) => valAcc !== null);
  if (late.length < fewestEpochs) return null;
  const differences = late.map(({ valAcc, acc }) => valAcc! - acc);
  const below = differences.filter((difference) => difference <= 0).length;
  if (mean(differences) <= 0.01 || below > 1) return null;
  const dropout = dropoutOf(recipe) > 0;
  const augmented = recipe.augmentation !== undefined;
  const because = dropout && augmented ? 'BOTH' : dropout ? 'DROPOUT' : augmented ? 'AUGMENTATION' : 'NEITHER';
  return { kind: 'VALIDATION_ABOVE_TRAINING', because };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
