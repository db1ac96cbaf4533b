import { type ApplicationName, backboneEntries } from './backboneEntries.ts';
import type { ExportFormat } from './exports.ts';
import type { Recipe } from './recipe.ts';

/** What a history can leave as. */
export const historyFormats = ['csv', 'tensorboard'] as const;
export type HistoryFormat = (typeof historyFormats)[number];

/** What decides how a model is used. */
interface Used {
  recipe: Pick<Recipe, 'backbone' | 'weights' | 'inputSize' | 'interpolation' | 'preprocessing'>;
  /** In the order of the labels. */
  classNames: readonly string[];
}

/** Whether Keras has these weights itself. Others are given to its programs as a file. */
export function isKerasOwn(weights: string): boolean {
  return weights === 'imagenet' || weights === 'random';
}

/** The three lines that predict with the exported model at `path`. */
function pythonLines({ recipe, classNames }: Used, path: string): string[] {
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

/** The three lines that use a model or a history which was exported to `path`. */
export function usageLines(format: ExportFormat | HistoryFormat, model: Used, path: string): string[] {
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
      return [
        'pip install keras tensorflow pillow scipy',
        `python ${path} FOLDER --save mine.keras${isKerasOwn(recipe.weights) ? '' : ' --initial weights.keras'}`,
        '# FOLDER holds train/, validation/ and test/, each with one folder a class',
        ...(isKerasOwn(recipe.weights)
          ? []
          : [`# Keras has no weights ${recipe.weights}: weights.keras is a file of them, such as this run's .keras`]),
      ];
    case 'csv':
      return [
        `import pandas, matplotlib.pyplot as plt; ` +
          `history = pandas.read_csv(${JSON.stringify(path)}, index_col="epoch")`,
        'history[["acc", "valAcc"]].plot()',
        'plt.show()',
      ];
    case 'tensorboard':
      return [
        'pip install tensorboard',
        `unzip ${path} -d logs/${path.replace(/\.zip$/, '')}`,
        'tensorboard --logdir logs',
      ];
    default:
      return format satisfies never;
  }
}

function preprocessingInJavaScript({ backbone, preprocessing }: Pick<Recipe, 'backbone' | 'preprocessing'>): string {
  const kind = preprocessing === 'rescale' ? 'rescale' : backboneEntries[backbone].preprocessInput;
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
export function preprocessingInPython(
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
