import { z } from 'zod';
import { settingsOf, type Translate, weightsOf } from '../translation.ts';
import { activate, activationSchema } from './activation.ts';

/** [batch, inputs] → [batch, units] */
const dense: Translate = (translation) => {
  const { graph, layer, inputs, shape } = translation;
  const { activation } = settingsOf(layer, z.object({ activation: activationSchema }));
  if (inputs[0].shape.length !== 1)
    throw new Error(`expected ${layer.name} (Dense) to have a row of numbers an image, received [${inputs[0].shape}]`);
  const { kernel, bias } = weightsOf(layer);
  const constants = [
    graph.constant(kernel!.dataSync<'float32'>(), kernel!.shape),
    graph.constant(bias?.dataSync<'float32'>() ?? new Float32Array(shape[0]!), shape),
  ];
  return activate(translation, graph.node(layer.name, 'Gemm', [inputs[0].name, ...constants]), activation);
};

export const denses: Record<string, Translate> = { Dense: dense };
