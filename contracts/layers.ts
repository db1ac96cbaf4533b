import { backbones } from './backbones.ts';
import { firstTrainedLayer, outputUnits } from './parameters.ts';
import type { Recipe } from './recipe.ts';

/** A layer of a recipe's network, as Keras's `summary()` prints it. */
interface LayerLine {
  name: string;
  className: string;
  /** Of its output for one image. */
  shape: number[];
  params: number;
  /** Whether the first stage trains it. */
  isTrained: boolean;
}

/** All layers of a recipe's network for `classes` classes, from the images to the probabilities. */
export function layersOf(recipe: Recipe, classes: number): LayerLine[] {
  const backbone = backbones[recipe.backbone];
  const firstTrained = firstTrainedLayer(recipe);
  const body = backbone.layers.map(({ name, className, params }, index): LayerLine => {
    const shape = backbone.layerShape(index, recipe.inputSize);
    return { name, className, shape, params, isTrained: index >= firstTrained };
  });
  return [...body, ...headLines(recipe, classes)];
}

const poolingLayers = {
  avg: { name: 'global_average_pooling2d', className: 'GlobalAveragePooling2D' },
  max: { name: 'global_max_pooling2d', className: 'GlobalMaxPooling2D' },
  flatten: { name: 'flatten', className: 'Flatten' },
};

function headLines({ backbone, inputSize, head }: Recipe, classes: number): LayerLine[] {
  const [rows, columns, channels] = backbones[backbone].outputShape(inputSize);
  let width = head.pooling === 'flatten' ? rows * columns * channels : channels;
  const lines: LayerLine[] = [{ ...poolingLayers[head.pooling], shape: [width], params: 0, isTrained: true }];
  const add = (kind: 'dense' | 'dropout', className: string, params: number) => {
    // Keras numbers the layers of a kind from the second one on.
    const earlier = lines.filter((line) => line.className === className).length;
    lines.push({
      name: earlier === 0 ? kind : `${kind}_${earlier}`,
      className,
      shape: [width],
      params,
      isTrained: true,
    });
  };
  const addDense = (units: number) => {
    const params = width * units + units;
    width = units;
    add('dense', 'Dense', params);
  };
  const addDropout = (share: number) => share > 0 && add('dropout', 'Dropout', 0);
  for (const { units, dropout } of head.dense) {
    addDense(units);
    addDropout(dropout);
  }
  addDropout(head.dropout);
  addDense(outputUnits(classes));
  return lines;
}
