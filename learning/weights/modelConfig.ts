/** A layer of a model's configuration; a model in it has layers of its own. */
export interface LayerConfig {
  name: string;
  className: string;
  /** Of a model. */
  layers?: LayerConfig[];
}

/** The configuration that Keras of any version writes of a model (`model.to_json()`); null for anything else. */
export function parseModelConfig(json: unknown): LayerConfig | null {
  try {
    return layerConfig(typeof json === 'string' ? JSON.parse(json) : json);
  } catch {
    // A subclassed model has none, and Python writes numbers (NaN) that are not JSON. The weights may do without.
    return null;
  }
}

/** The names of all layers below a model, those of nested models in their place. */
export function leafNames({ name, layers }: LayerConfig): string[] {
  return layers ? layers.flatMap(leafNames) : [name];
}

interface RawConfig {
  class_name: string;
  /** Keras 1 writes only the layers of a Sequential. */
  config: RawConfig[] | { name?: string; layers?: RawConfig[] };
  name?: string;
}

function layerConfig(raw: unknown): LayerConfig | null {
  if (!isRawConfig(raw)) return null;
  const { class_name: className, config } = raw;
  const name = raw.name ?? (Array.isArray(config) ? undefined : config.name) ?? '';
  const inside = Array.isArray(config) ? config : config.layers;
  if (!Array.isArray(inside)) return { name, className };
  const layers = inside.map(layerConfig);
  return layers.every((layer) => layer !== null) ? { name, className, layers } : { name, className };
}

function isRawConfig(raw: unknown): raw is RawConfig {
  const { class_name: className, config } = (raw ?? {}) as Partial<RawConfig>;
  return typeof className === 'string' && typeof config === 'object' && config !== null;
}
