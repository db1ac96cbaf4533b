import type { Value } from './expression.ts';
import { argument, type Call, Complaint, calledName, constantOf, lastName } from './values.ts';

type Complain = (text: string, why: string) => void;
type Known = ReadonlyMap<string, Value>;

const optimizerNames: Record<string, string> = {
  rmsprop: 'rmsprop',
  adam: 'adam',
  sgd: 'sgd',
  adagrad: 'adagrad',
  adamax: 'adamax',
};

const optimizerKeys: Record<string, string> = {
  lr: 'learningRate',
  learning_rate: 'learningRate',
  momentum: 'momentum',
  rho: 'rho',
  beta_1: 'beta1',
  beta_2: 'beta2',
  initial_accumulator_value: 'initialAccumulatorValue',
};

/** The optimizer that compile names, as a recipe says it. Throws a Complaint. */
export function optimizerOf(compiled: Call | null, _known: Known, complain: Complain): Record<string, unknown> {
  if (!compiled) throw new Complaint('fit comes before any compile');
  const given = argument(compiled, 'optimizer', 0) ?? { kind: 'constant' as const, value: 'rmsprop' };
  const name = given.kind === 'call' ? lastName(calledName(given)) : String(constantOf(given));
  const known = optimizerNames[name.toLowerCase()];
  if (!known) throw new Complaint(`the optimizer ${name} has no place in a recipe`);
  const optimizer: Record<string, unknown> = { name: known };
  if (given.kind !== 'call') return optimizer;
  if (given.args[0]) optimizer.learningRate = constantOf(given.args[0]);
  for (const [key, value] of given.named) {
    const ours = optimizerKeys[key];
    if (ours && constantOf(value) !== undefined) optimizer[ours] = constantOf(value);
    else if (key !== 'name') complain(`${name}(`, `${key} has no place in a recipe`);
  }
  return optimizer;
}

/** What fit says besides its generators and callbacks. */
export function trainingOf(
  fit: Call,
  _known: Known,
  classes: readonly string[] | null,
  complain: Complain,
): { epochs: number } & Record<string, unknown> {
  const generator = calledName(fit).endsWith('fit_generator');
  const number = (name: string, position?: number): number | undefined => {
    const value = argument(fit, name, position);
    if (value === undefined || constantOf(value) === null) return undefined;
    const known = constantOf(value);
    if (typeof known === 'number') return known;
    complain(name, `the value of ${name} is not known: the recipe goes once over all images`);
    return undefined;
  };
  const training: { epochs: number } & Record<string, unknown> = {
    epochs: number('epochs', generator ? 2 : 3) ?? 1,
  };
  const steps = number('steps_per_epoch', generator ? 1 : undefined);
  if (steps !== undefined) training.stepsPerEpoch = steps;
  const validationSteps = number('validation_steps');
  if (validationSteps !== undefined) training.validationSteps = validationSteps;
  const weights = fit.named.get('class_weight');
  if (weights?.kind === 'dict' && classes)
    training.classWeight = Object.fromEntries(
      weights.entries.map(([label, weight]) => [classes[Number(constantOf(label))], constantOf(weight)]),
    );
  else if (weights && constantOf(weights) !== null)
    complain('class_weight', 'a recipe weighs classes by their names, and the script has numbers: add classWeight');
  return training;
}

const monitors: Record<string, string> = {
  loss: 'loss',
  acc: 'acc',
  accuracy: 'acc',
  val_loss: 'valLoss',
  val_acc: 'valAcc',
  val_accuracy: 'valAcc',
};

const callbackFields: Record<string, [field: string, keys: Record<string, string>]> = {
  EarlyStopping: [
    'earlyStopping',
    { monitor: 'monitor', patience: 'patience', min_delta: 'minDelta', restore_best_weights: 'restoreBestWeights' },
  ],
  ReduceLROnPlateau: [
    'reduceLrOnPlateau',
    {
      monitor: 'monitor',
      factor: 'factor',
      patience: 'patience',
      min_delta: 'minDelta',
      epsilon: 'minDelta',
      cooldown: 'cooldown',
      min_lr: 'minLr',
    },
  ],
};

/** The callbacks of fit that a recipe knows. */
export function callbacksOf(fit: Call, known: Known, complain: Complain): Record<string, unknown> {
  const list = argument(fit, 'callbacks');
  const result: Record<string, unknown> = {};
  for (const item of list?.kind === 'list' ? list.items : list?.kind === 'call' ? [list] : []) {
    const call = item.kind === 'name' ? known.get(item.path) : item;
    if (call?.kind !== 'call') {
      complain('callbacks', 'a callback is not known');
      continue;
    }
    const name = lastName(calledName(call));
    const entry = callbackFields[name];
    if (!entry) {
      complain(name, `the callback ${name} has no place in a recipe`);
      continue;
    }
    const [field, keys] = entry;
    const settings: Record<string, unknown> = {};
    if (call.args[0]) settings.monitor = monitors[String(constantOf(call.args[0]))];
    for (const [key, value] of call.named) {
      const constant = constantOf(value);
      if (key === 'monitor') settings.monitor = monitors[String(constant)];
      else if (keys[key] && constant !== undefined) settings[keys[key]] = constant;
      else if (!/^(verbose|mode)$/.test(key)) complain(name, `${key} has no place in a recipe`);
    }
    result[field] = settings;
  }
  return result;
}
