import type { Json, KerasLayer } from './kerasLayers.ts';

/** The release of Keras whose files these are like; its tests load them. */
export const kerasVersion = '3.15.1';

/** A functional model as `config.json` of a `.keras` file has it. */
export function keras3Config(name: string, layers: readonly KerasLayer[]): Json {
  const shapes = new Map(layers.map((layer) => [layer.name, layer.outputShape]));
  const tensor = (from: string): Json => ({
    class_name: '__keras_tensor__',
    config: { shape: shapes.get(from)!, dtype: 'float32', keras_history: [from, 0, 0] },
  });
  const nodes = ({ inputs }: KerasLayer): Json[] => {
    if (inputs.length === 0) return [];
    const tensors = inputs.map(tensor);
    return [{ args: [tensors.length === 1 ? tensors[0]! : tensors], kwargs: {} }];
  };
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: layers.map((layer) => ({
        module: 'keras.layers',
        class_name: layer.className,
        config: withKeras3Objects(withInputShape(layer, 'batch_shape')),
        registered_name: null,
        name: layer.name,
        inbound_nodes: nodes(layer),
      })),
      input_layers: [layers[0]!.name, 0, 0],
      output_layers: [layers.at(-1)!.name, 0, 0],
    },
    registered_name: 'Functional',
  };
}

/** The same as Keras 1 and 2 write it, into `.h5` files and TensorFlow.js models. Keras 3 reads it too. */
export function keras2Config(name: string, layers: readonly KerasLayer[]): Json {
  return {
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: layers.map((layer) => ({
        class_name: layer.className,
        config: withInputShape(layer, 'batch_input_shape'),
        name: layer.name,
        inbound_nodes: layer.inputs.length === 0 ? [] : [layer.inputs.map((input): Json => [input, 0, 0, {}])],
      })),
      input_layers: [[layers[0]!.name, 0, 0]],
      output_layers: [[layers.at(-1)!.name, 0, 0]],
    },
  };
}

function withInputShape({ className, config, outputShape }: KerasLayer, key: string): Record<string, Json> {
  return className === 'InputLayer' ? { ...config, [key]: outputShape } : config;
}

/** Keras 3 wants to know where the class of a regularizer is. */
function withKeras3Objects(config: Record<string, Json>): Record<string, Json> {
  const { kernel_regularizer: regularizer, ...others } = config;
  if (regularizer === undefined) return config;
  return {
    ...others,
    kernel_regularizer: { module: 'keras.regularizers', ...(regularizer as object), registered_name: null },
  };
}
