import {
  attributeTypes,
  constantMessage,
  elementTypes,
  type GraphMessage,
  type NodeMessage,
  type TensorMessage,
  type ValueMessage,
} from './format.ts';

/** Whole numbers, but for `float`. */
export type Attributes = Record<string, number | number[] | { float: number }>;

/** An ONNX graph in the making. Tensors go by name. */
export interface Graph {
  /** Adds a node behind the last one and answers its output. `name` is for those who read the graph or its errors. */
  node(name: string, operator: string, inputs: string[], attributes?: Attributes): string;
  /** A float32 constant of the shape `dims`. Its values are not copied. */
  constant(values: Float32Array, dims: number[]): string;
  /** A constant list of whole numbers. */
  integers(values: number[]): string;
  /** The whole graph. The first dimension of what enters and leaves is the batch, of any size; `dims` are the others. */
  finish(input: GraphEnd, output: GraphEnd): GraphMessage;
}

interface GraphEnd {
  name: string;
  dims: number[];
}

export function newGraph(): Graph {
  const nodes: NodeMessage[] = [];
  const constants: TensorMessage[] = [];

  function addConstant(values: ArrayBufferView, dims: number[], dataType: number): string {
    const name = `constant_${constants.length}`;
    constants.push(constantMessage(name, values, dims, dataType));
    return name;
  }

  return {
    node(name, operator, inputs, attributes = {}) {
      const output = `tensor_${nodes.length}`;
      const attribute = Object.entries(attributes).map(([key, value]) => ({ name: key, ...attributeValue(value) }));
      // Names must differ, and a layer may become several nodes.
      nodes.push({ name: `${name}/${nodes.length}`, opType: operator, input: inputs, output: [output], attribute });
      return output;
    },
    constant: (values, dims) => addConstant(values, dims, elementTypes.float32),
    integers: (values) => addConstant(BigInt64Array.from(values, BigInt), [values.length], elementTypes.int64),
    finish: (input, output) => ({
      name: 'prefix',
      node: nodes,
      initializer: constants,
      input: [valueMessage(input)],
      output: [valueMessage(output)],
    }),
  };
}

function attributeValue(value: Attributes[string]) {
  if (Array.isArray(value)) return { type: attributeTypes.integers, ints: value };
  if (typeof value === 'number') return { type: attributeTypes.integer, i: value };
  return { type: attributeTypes.float, f: value.float };
}

function valueMessage({ name, dims }: GraphEnd): ValueMessage {
  const dim = [{ dimParam: 'batch' }, ...dims.map((dimValue) => ({ dimValue }))];
  return { name, type: { tensorType: { elemType: elementTypes.float32, shape: { dim } } } };
}

/** A float32 tensor that leaves, of whatever shape. */
export function tensorMessage(name: string): ValueMessage {
  return { name, type: { tensorType: { elemType: elementTypes.float32 } } };
}
