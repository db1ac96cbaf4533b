import { type ApplicationName, backbones } from '#contracts/backbones';
import type { ExportFormat } from '#contracts/exports';
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
export function describeExport({ recipe, classNames, run, eightBits }: Omit<SavedModel, 'model'>): ModelDescription {
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
function pythonLines({ recipe, classNames }: Pick<SavedModel, 'recipe' | 'classNames'>, path: string): string[] {
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

/** The lines that use a model which was exported to `path`. */
export function usageLines(
  format: ExportFormat,
  model: Pick<SavedModel, 'recipe' | 'classNames'>,
  path: string,
): string[] {
  const { recipe } = model;
  const [, read, predict] = pythonLines(model, path);
  switch (format) {
    case 'keras':
    case 'h5':
      return pythonLines(model, path);
    case 'onnx':
      return [
        `import keras, onnxruntime; session = onnxruntime.InferenceSession(${JSON.stringify(path)})`,
        read!,
        predict!
          .replace('model.predict(', 'session.run(None, {session.get_inputs()[0].name: (')
          .replace(/\) {2}#/, ').astype("float32")})  #'),
      ];
    case 'tfjs':
      return [
        `const model = await tf.loadLayersModel(${JSON.stringify(`${path}/model.json`)});`,
        `const x = tf.image.${recipe.interpolation === 'nearest' ? 'resizeNearestNeighbor' : 'resizeBilinear'}` +
          `(tf.browser.fromPixels(image), [${recipe.inputSize}, ${recipe.inputSize}]).toFloat().expandDims();`,
        `model.predict(${preprocessingInJavaScript(recipe)}).print();`,
      ];
    case 'python':
      return [`python ${path} FOLDER`];
    default:
      return format satisfies never;
  }
}

function preprocessingInJavaScript({ backbone, preprocessing }: Pick<Recipe, 'backbone' | 'preprocessing'>): string {
  const kind = preprocessing === 'rescale' ? 'rescale' : backbones[backbone].preprocessInput;
  switch (kind) {
    case 'rescale':
      return 'x.div(255)';
    case 'tf':
      return 'x.div(127.5).sub(1)';
    case 'torch':
      return 'x.div(255).sub([0.485, 0.456, 0.406]).div([0.229, 0.224, 0.225])';
    case 'caffe':
      return 'x.reverse(-1).sub([103.939, 116.779, 123.68])';
    default:
      return kind satisfies never;
  }
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
