import type { ApplicationName } from '#contracts/backbones';
import type { Recipe } from '#contracts/recipe';
import type { SavedModel } from '../network/savedModel.ts';
import type { Json } from './kerasLayers.ts';

/** What a file says of the model besides its layers. */
export interface ModelDescription {
  /** For a program that reads the file. */
  facts: Record<string, Json>;
  /** For a person. */
  readme: string;
}

/** How a model is described in the files that it leaves as. */
export function describeExport({
  recipe,
  classNames,
  run,
  eightBits,
}: Omit<SavedModel, 'model'>): ModelDescription {
  const facts: Record<string, Json> = {
    classNames,
    inputSize: recipe.inputSize,
    interpolation: recipe.interpolation,
    preprocessing: preprocessingInPython(recipe, 'x'),
    recipe: JSON.parse(JSON.stringify(recipe)) as Json,
    ...(run !== undefined && { run }),
    ...(eightBits && { precision: inFloat32(eightBits) }),
  };
  const readme = [
    `# ${recipe.backbone}, trained with Downstream`,
    '',
    'How to use it in Python:',
    '',
    '```python',
    ...pythonLines({ recipe, classNames }, 'model.keras'),
    '```',
    '',
    `Classes, in the order of the labels: ${classNames.join(', ')}.`,
    'The model is not compiled. Call `model.compile(…)` before you train it further.',
    ...(eightBits ? ['', inFloat32(eightBits)] : []),
    '',
  ].join('\n');
  return { facts, readme };
}

/** The three lines that predict with the exported model at `path`. */
export function pythonLines({ recipe, classNames }: Pick<SavedModel, 'recipe' | 'classNames'>, path: string): string[] {
  const size = `(${recipe.inputSize}, ${recipe.inputSize})`;
  const image = `keras.utils.load_img("image.jpg", target_size=${size}, interpolation="${recipe.interpolation}")`;
  const meaning =
    classNames.length === 2
      ? `the probability of ${JSON.stringify(classNames[1])}`
      : 'one probability a class, in the order of the labels';
  return [
    `import keras; model = keras.models.load_model(${JSON.stringify(path)})`,
    `x = keras.utils.img_to_array(${image})[None]`,
    `model.predict(${preprocessingInPython(recipe, 'x')})  # ${meaning}`,
  ];
}

/** The preprocessing of an array as a Python expression. */
function preprocessingInPython(
  { backbone, preprocessing }: Pick<Recipe, 'backbone' | 'preprocessing'>,
  array: string,
): string {
  if (preprocessing === 'rescale' || backbone === 'CNN') return `${array} / 255`;
  return `keras.applications.${kerasModules[backbone]}.preprocess_input(${array})`;
}

/** Where Keras keeps each network and its `preprocess_input`, below `keras.applications`. */
export const kerasModules: Record<ApplicationName, string> = {
  Xception: 'xception',
  VGG16: 'vgg16',
  VGG19: 'vgg19',
  ResNet50: 'resnet',
  ResNet50V2: 'resnet_v2',
  ResNet101: 'resnet',
  ResNet101V2: 'resnet_v2',
  ResNet152: 'resnet',
  ResNet152V2: 'resnet_v2',
  InceptionV3: 'inception_v3',
  InceptionResNetV2: 'inception_resnet_v2',
  MobileNet: 'mobilenet',
  MobileNetV2: 'mobilenet_v2',
  DenseNet121: 'densenet',
  DenseNet169: 'densenet',
  DenseNet201: 'densenet',
  NASNetMobile: 'nasnet',
};

/** What was measured of an int8 prefix, as a sentence about this file. */
export function inFloat32(eightBits: string): string {
  return (
    'The run computed its frozen layers in eight bits; this file computes them in float32. ' +
    `Measured when the run began: ${eightBits}.`
  );
}
