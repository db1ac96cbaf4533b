import { z } from 'zod';
import { pairSchema, settingsOf, type Translate } from '../translation.ts';
import { windowAttributes, windowSchema } from './window.ts';

const poolingSchema = windowSchema.extend({ poolSize: pairSchema });

/** Both ignore the padding: it is never the maximum, and an average is over the pixels of the image. */
function pooling(operator: 'MaxPool' | 'AveragePool'): Translate {
  return ({ graph, layer, inputs: [input] }) => {
    const { poolSize, strides, padding } = settingsOf(layer, poolingSchema);
    const attributes = windowAttributes({ size: poolSize, strides, dilations: [1, 1], padding }, input);
    return graph.node(layer.name, operator, [input.name], attributes);
  };
}

const globalSchema = z.object({ dataFormat: z.literal('channelsLast') });

function globalPooling(operator: 'GlobalMaxPool' | 'GlobalAveragePool'): Translate {
  return ({ graph, layer, inputs: [input], shape }) => {
    settingsOf(layer, globalSchema);
    const pooled = graph.node(layer.name, operator, [input.name]);
    const keepsSides = shape.length === 3;
    return keepsSides ? pooled : graph.node(layer.name, 'Flatten', [pooled], { axis: 1 });
  };
}

export const poolings: Record<string, Translate> = {
  MaxPooling2D: pooling('MaxPool'),
  AveragePooling2D: pooling('AveragePool'),
  GlobalMaxPooling2D: globalPooling('GlobalMaxPool'),
  GlobalAveragePooling2D: globalPooling('GlobalAveragePool'),
};
