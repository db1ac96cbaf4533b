import { z } from 'zod';
import { settingsOf, type Translate } from '../translation.ts';

const add: Translate = ({ graph, layer, inputs: [first, ...others], shape }) => {
  const unlike = [first, ...others].find((input) => String(input.shape) !== String(shape));
  if (unlike)
    throw new Error(
      `expected the inputs of ${layer.name} (Add) to be all of shape [${shape}], received one of [${unlike.shape}]`,
    );
  return others.reduce((sum, { name }) => graph.node(layer.name, 'Add', [sum, name]), first.name);
};

/** Along the channels, the first axis after the batch in the graph. */
const concatenate: Translate = ({ graph, layer, inputs, shape }) => {
  settingsOf(layer, z.object({ axis: z.union([z.literal(-1), z.literal(shape.length)]) }));
  const names = inputs.map(({ name }) => name);
  return graph.node(layer.name, 'Concat', names, { axis: 1 });
};

/** InceptionResNetV2's x + scale · residual. */
const customScale: Translate = ({ graph, layer, inputs: [x, residual] }) => {
  const { scale } = settingsOf(layer, z.object({ scale: z.number() }));
  const scaled = graph.node(layer.name, 'Mul', [residual!.name, graph.constant(Float32Array.of(scale), [])]);
  return graph.node(layer.name, 'Add', [x.name, scaled]);
};

/** Keras's Rescaling, x · scale. */
const rescaling: Translate = ({ graph, layer, inputs: [x] }) => {
  const { scale } = settingsOf(layer, z.object({ scale: z.number(), offset: z.literal(0) }));
  return graph.node(layer.name, 'Mul', [x.name, graph.constant(Float32Array.of(scale), [])]);
};

export const joinings: Record<string, Translate> = {
  Add: add,
  Concatenate: concatenate,
  CustomScaleLayer: customScale,
  Rescaling: rescaling,
};
