import { z } from 'zod';
import { settingsOf, type Translate, type Translation } from '../translation.ts';

export const activationSchema = z.enum(['linear', 'relu', 'tanh', 'sigmoid', 'softmax']);

/** Adds a layer's activation behind the tensor `name`. Softmax is over the channels, the first axis after the batch. */
export function activate(
  { graph, layer }: Translation,
  name: string,
  activation: z.infer<typeof activationSchema>,
): string {
  switch (activation) {
    case 'linear':
      return name;
    case 'relu':
      return graph.node(layer.name, 'Relu', [name]);
    case 'tanh':
      return graph.node(layer.name, 'Tanh', [name]);
    case 'sigmoid':
      return graph.node(layer.name, 'Sigmoid', [name]);
    case 'softmax':
      return graph.node(layer.name, 'Softmax', [name], { axis: 1 });
    default:
      return activation satisfies never;
  }
}

const activation: Translate = (translation) => {
  const settings = settingsOf(translation.layer, z.object({ activation: activationSchema }));
  return activate(translation, translation.inputs[0].name, settings.activation);
};

const relu: Translate = ({ graph, layer, inputs: [input] }) => {
  const { maxValue } = settingsOf(layer, z.object({ maxValue: z.number().optional() }));
  if (maxValue === undefined) return graph.node(layer.name, 'Relu', [input.name]);
  const limits = [0, maxValue].map((value) => graph.constant(Float32Array.of(value), []));
  return graph.node(layer.name, 'Clip', [input.name, ...limits]);
};

/** In inference, Dropout does nothing. */
const dropout: Translate = ({ inputs: [input] }) => input.name;

export const activations: Record<string, Translate> = { Activation: activation, ReLU: relu, Dropout: dropout };
