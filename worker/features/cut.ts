import * as tf from '@tensorflow/tfjs';

/** A network in two parts that share its layers and so its parameters. */
export interface Cut {
  /** The frozen part; null when there is none, and the rest begins with the images. */
  prefix: tf.LayersModel | null;
  /** The rest as a graph: what enters it (the prefix's output) and what leaves it. */
  input: tf.SymbolicTensor;
  output: tf.SymbolicTensor;
}

/**
 * Freezes the layers before number `firstTrained` and cuts the network there, or as little as possible earlier: where only one tensor
 * crosses (inside a residual block there are two). Frozen layers behind the cut stay frozen.
 */
export function cutBefore(network: tf.LayersModel, firstTrained: number): Cut {
  for (const [index, layer] of network.layers.entries()) layer.trainable = index >= firstTrained;
  for (let at = firstTrained; at > 1; at--) {
    const [crossing, ...others] = tensorsAcross(network, at);
    if (!crossing || others.length > 0) continue;
    const input = tf.input({ name: 'features', shape: crossing.shape.slice(1) });
    return { prefix: tf.model({ inputs: network.inputs, outputs: crossing }), input, output: reapply(network, at, crossing, input) };
  }
  return { prefix: null, input: network.inputs[0]!, output: network.outputs[0]! };
}

/** The outputs of layers before `at` that a layer from `at` on, or the caller, uses. */
function tensorsAcross(network: tf.LayersModel, at: number): tf.SymbolicTensor[] {
  const before = new Set(network.layers.slice(0, at));
  const used = [...network.outputs, ...network.layers.slice(at).flatMap((layer) => layer.inboundNodes[0]!.inputTensors)];
  return [...new Set(used)].filter((tensor) => before.has(tensor.sourceLayer));
}

function reapply(network: tf.LayersModel, at: number, cut: tf.SymbolicTensor, input: tf.SymbolicTensor): tf.SymbolicTensor {
  const renewed = new Map([[cut, input]]);
  for (const layer of network.layers.slice(at)) {
    // The first node is the network's own; applying the layer again adds a second one.
    const { inputTensors, outputTensors } = layer.inboundNodes[0]!;
    const inputs = inputTensors.map((tensor) => renewed.get(tensor)!);
    renewed.set(outputTensors[0]!, layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor);
  }
  return renewed.get(network.outputs[0]!)!;
}
