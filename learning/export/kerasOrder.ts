interface Connected {
  name: string;
  inputs: string[];
}

/**
 * Layers in the order in which Keras's `model.layers` lists them: by how far they are from the output, and among those
 * that are equally far, as a depth-first walk from the output meets them (`map_graph` in `keras/src/ops/function.py`).
 * A `.keras` file numbers the layers of a class in this order. The last layer is the output.
 */
export function inKerasOrder<Layer extends Connected>(layers: readonly Layer[]): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const met = new Map<Layer, number>();
  const finished: Layer[] = [];
  const walk = (layer: Layer) => {
    if (met.has(layer)) return;
    met.set(layer, met.size);
    for (const input of layer.inputs) walk(byName.get(input)!);
    finished.push(layer);
  };
  walk(layers.at(-1)!);

  const depths = new Map<Layer, number>();
  for (const layer of finished.toReversed()) {
    const depth = depths.get(layer) ?? 0;
    depths.set(layer, depth);
    for (const input of layer.inputs) {
      const from = byName.get(input)!;
      depths.set(from, Math.max(depth + 1, depths.get(from) ?? 0));
    }
  }
  return finished.toSorted((one, other) => depths.get(other)! - depths.get(one)! || met.get(one)! - met.get(other)!);
}
