import type { Augmentation } from '#contracts/augmentation';
import { type BackboneName, backbones } from '#contracts/backbones';
import { isKerasOwn, kerasModules } from '#contracts/exportUsage';
import type { OptimizerSettings } from '#contracts/optimizer';
import { outputUnits } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { stagesOf } from '#contracts/stages';
import type { TrainingSettings } from '#contracts/training';
import type { SavedModel } from '../network/savedModel.ts';

/**
 * A whole Python program that trains a recipe with Keras 3, on folders such as those that the recipe was trained on. It
 * gives the recipe's history within float32's accuracy where nothing is drawn at random: without shuffling,
 * augmentation and dropout, and from given parameters.
 */
export function pythonScript(saved: Omit<SavedModel, 'model'>): string {
  const { classNames, weightsFrom } = saved;
  // A file took the place of the weights that the recipe names.
  const recipe = weightsFrom ? { ...saved.recipe, weights: weightsFrom.file } : saved.recipe;
  const parts = [
    head(recipe),
    data(recipe, classNames),
    network(recipe, classNames.length),
    training(recipe, classNames),
  ];
  return `${parts.join('\n\n').trimEnd()}\n`;
}

function head(recipe: Recipe): string {
  const { backbone, weights, seed, precision, training } = recipe;
  const random = [
    ...(training.shuffle ? ['the order of the images'] : []),
    ...(recipe.augmentation ? ['the augmentation'] : []),
    ...(recipe.head.dropout > 0 || recipe.head.dense.some(({ dropout }) => dropout > 0) ? ['the dropout'] : []),
  ];
  const equal =
    random.length === 0
      ? 'With --initial, the history equals that of Downstream within 1e-3: nothing in this recipe is drawn at random.'
      : `Keras draws ${inWords(random)} from generators of its own, so the history is like that of Downstream, not ` +
        'equal to it.';
  const needsFile = !isKerasOwn(weights);
  const notes = [
    equal,
    ...(needsFile
      ? [
          `Keras does not have the weights that this recipe names (${weights.replace(/["\\]/g, '')}). ` +
            'Pass a file with --initial.',
        ]
      : []),
    ...(precision === 'int8'
      ? ['The recipe may compute its frozen layers in eight bits. This program computes in float32.']
      : []),
  ];
  return `"""Trains ${backbone} as a Downstream recipe says, with Keras 3.

    python train.py FOLDER [--initial model.keras] [--history history.json] [--save model.keras]

FOLDER holds train/, validation/ and test/, each with one folder a class. --initial names a file with the parameters
that training begins with. Needs: pip install keras tensorflow pillow scipy

${notes.map(wrapped).join('\n')}
"""

import argparse
import json

import keras
from keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--initial"${needsFile ? ', required=True' : ''})
parser.add_argument("--history")
parser.add_argument("--save", default="model.keras")
arguments = parser.parse_args()
keras.utils.set_random_seed(${seed})`;
}

function data(recipe: Recipe, classNames: readonly string[]): string {
  const { inputSize, interpolation, augmentation, training, seed } = recipe;
  const preprocessing = preprocessingArgument(recipe);
  const arguments_ = [preprocessing, ...(augmentation ? augmentationArguments(augmentation) : [])];
  return `def read(generator, split, shuffle=False):
    return generator.flow_from_directory(
        f"{arguments.folder}/{split}",
        target_size=(${inputSize}, ${inputSize}),
        interpolation=${text(interpolation)},
        classes=[${classNames.map(text).join(', ')}],
        class_mode=${classNames.length === 2 ? '"binary"' : '"categorical"'},
        batch_size=${training.batchSize},
        shuffle=shuffle,
        seed=${seed},
    )


plain = ImageDataGenerator(${preprocessing})
train = read(
    ImageDataGenerator(
${arguments_.map((argument) => `        ${argument},`).join('\n')}
    ),
    "train",
    shuffle=${bool(training.shuffle)},
)
validation = read(plain, "validation")
test = read(plain, "test")`;
}

function preprocessingArgument({ backbone, preprocessing }: Recipe): string {
  if (preprocessing === 'rescale' || backbone === 'CNN') return 'rescale=1 / 255';
  return `preprocessing_function=keras.applications.${kerasModules[backbone]}.preprocess_input`;
}

function augmentationArguments(augmentation: Augmentation): string[] {
  return Object.entries(augmentation).map(([key, value]) => `${snake(key)}=${python(value)}`);
}

function network(recipe: Recipe, classes: number): string {
  const { head, inputSize, weights } = recipe;
  const shape = `(${inputSize}, ${inputSize}, 3)`;
  const base =
    recipe.backbone === 'CNN'
      ? fromScratch(shape)
      : `base = keras.applications.${recipe.backbone}(
    weights=${weights === 'imagenet' ? '"imagenet"' : 'None'}, include_top=False, input_shape=${shape}
)`;
  const pooling = { flatten: 'Flatten', avg: 'GlobalAveragePooling2D', max: 'GlobalMaxPooling2D' }[head.pooling];
  const lines = [`x = layers.${pooling}()(base.output)`];
  for (const { units, activation, dropout, l2 } of head.dense) {
    const penalty = l2 > 0 ? `, kernel_regularizer=keras.regularizers.L2(${l2})` : '';
    lines.push(`x = layers.Dense(${units}, activation=${text(activation)}${penalty})(x)`);
    if (dropout > 0) lines.push(`x = layers.Dropout(${dropout})(x)`);
  }
  if (head.dropout > 0) lines.push(`x = layers.Dropout(${head.dropout})(x)`);
  const units = outputUnits(classes);
  lines.push(`x = layers.Dense(${units}, activation=${units === 1 ? '"sigmoid"' : '"softmax"'})(x)`);
  return `${base}
${lines.join('\n')}
model = keras.Model(base.input, x)
if arguments.initial:
    model.load_weights(arguments.initial)`;
}

function fromScratch(shape: string): string {
  return `image = keras.Input(${shape})
x = image
for filters in (32, 64, 128, 128):
    x = layers.Conv2D(filters, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
base = keras.Model(image, x)`;
}

function training(recipe: Recipe, classNames: readonly string[]): string {
  const { training: settings } = recipe;
  const loss = classNames.length === 2 ? 'BinaryCrossentropy' : 'CategoricalCrossentropy';
  const weights = classWeights(settings, classNames);
  const options = [
    'validation_data=validation',
    'callbacks=callbacks()',
    // fit would draw an order of batches of its own; the generator has shuffled already.
    'shuffle=False',
    ...(settings.stepsPerEpoch === undefined ? [] : [`steps_per_epoch=${settings.stepsPerEpoch}`]),
    ...(settings.validationSteps === undefined ? [] : [`validation_steps=${settings.validationSteps}`]),
    ...(weights === null ? [] : [`class_weight=${weights}`]),
  ];
  const stages = stagesOf(recipe).map(
    ({ freeze, optimizer, epochs }) =>
      `fit(frozen=${frozenLayers(recipe.backbone, freeze)}, optimizer=${optimizerCall(optimizer)}, epochs=${epochs})`,
  );
  return `def callbacks():
    return [${callbacks(settings)}]


history = {}


def fit(frozen, optimizer, epochs):
    """One stage: the first \`frozen\` layers of the base stay as they are."""
    for index, layer in enumerate(base.layers):
        layer.trainable = index >= frozen
    loss = keras.losses.${loss}(label_smoothing=${settings.labelSmoothing})
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    done = len(history.get("loss", []))
    result = model.fit(
        train,
        initial_epoch=done,
        epochs=done + epochs,
${options.map((option) => `        ${option},`).join('\n')}
    )
    for name, values in result.history.items():
        history.setdefault(name, []).extend(float(value) for value in values)


${stages.join('\n')}
model.summary()
print(dict(zip(["loss", "accuracy"], model.evaluate(test))))
model.save(arguments.save)
if arguments.history:
    with open(arguments.history, "w") as file:
        json.dump(history, file)`;
}

function frozenLayers(backbone: BackboneName, freeze: Recipe['freeze']): string {
  if (freeze === 'all') return 'len(base.layers)';
  if (freeze === 'none') return '0';
  // Keras numbers unnamed layers within a session, so a name alone may be another one there.
  const index = backbones[backbone].layers.findIndex(({ name }) => name === freeze.before);
  return String(index);
}

function optimizerCall({ name, ...settings }: OptimizerSettings): string {
  const className = { rmsprop: 'RMSprop', adam: 'Adam', sgd: 'SGD', adagrad: 'Adagrad', adamax: 'Adamax' }[name];
  const names: Record<string, string> = { beta1: 'beta_1', beta2: 'beta_2' };
  const given = Object.entries(settings).map(([key, value]) => `${names[key] ?? snake(key)}=${float(value)}`);
  return `keras.optimizers.${className}(${given.join(', ')})`;
}

const monitors = { loss: 'loss', acc: 'accuracy', valLoss: 'val_loss', valAcc: 'val_accuracy' };

function callbacks({ earlyStopping, reduceLrOnPlateau }: TrainingSettings): string {
  const calls: string[] = [];
  if (earlyStopping) {
    const { monitor, patience, minDelta, restoreBestWeights } = earlyStopping;
    calls.push(
      `keras.callbacks.EarlyStopping(monitor=${text(monitors[monitor])}, patience=${patience}, ` +
        `min_delta=${minDelta}, restore_best_weights=${bool(restoreBestWeights)})`,
    );
  }
  if (reduceLrOnPlateau) {
    const { monitor, factor, patience, minDelta, cooldown, minLr } = reduceLrOnPlateau;
    calls.push(
      `keras.callbacks.ReduceLROnPlateau(monitor=${text(monitors[monitor])}, factor=${factor}, patience=${patience}, ` +
        `min_delta=${minDelta}, cooldown=${cooldown}, min_lr=${minLr})`,
    );
  }
  return calls.length === 0 ? '' : `\n        ${calls.join(',\n        ')},\n    `;
}

function classWeights({ classWeight }: TrainingSettings, classNames: readonly string[]): string | null {
  if (!classWeight) return null;
  const given = new Map(Object.entries(classWeight));
  return `{${classNames.map((name, index) => `${index}: ${given.get(name) ?? 1}`).join(', ')}}`;
}

function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** JSON's texts, numbers and lists are Python's, too. */
function text(value: string): string {
  return JSON.stringify(value);
}

/** Keras refuses a whole number where it expects a float. */
function float(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function bool(value: boolean): string {
  return value ? 'True' : 'False';
}

function python(value: unknown): string {
  return typeof value === 'boolean' ? bool(value) : JSON.stringify(value).replaceAll(',', ', ');
}

function inWords(things: readonly string[]): string {
  return new Intl.ListFormat('en').format(things);
}

/** At most 118 characters a line. */
function wrapped(sentence: string): string {
  return sentence.replace(/(.{1,118})(?: |$)/g, '$1\n').trimEnd();
}
