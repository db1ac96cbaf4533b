import type * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';

/**
 * A layer's settings, as far as `schema` names them. Throws, naming the layer and the setting, where one is not as it
 * expects.
 */
export function settingsOf<Schema extends z.ZodObject>(layer: tf.layers.Layer, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(layer.getConfig());
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new Error(
    `expected ${layer.name} (${layer.getClassName()}) to be set as ONNX can be, but its ` +
      `${path.join('.')} is not: ${message}`,
  );
}
