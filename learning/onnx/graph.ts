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

/** Tensors by name that a graph is given with each run, beside the images. */
export type Given = Record<string, { values: Float32Array; dims: number[] }>;

export interface FinishedGraph {
  message: GraphMessage;
  given: Given;
}

/** An ONNX graph in the making. Tensors go by name. */
export interface Graph {
  /** Adds a node behind the last one and answers its output. `name` is for those who read the graph or its errors. */
  node(name: string, operator: string, inputs: string[], attributes?: Attributes): string;
  /** A float32 constant of the shape `dims`. Its values are not copied. */
  constant(values: Float32Array, dims: number[]): string;
  /** A constant that is not in the graph: ONNX Runtime, which copies what it loads, uses it where it lies. */
  given(values: Float32Array, dims: number[]): string;
  /** A constant list of whole numbers. */
  integers(values: number[]): string;
  /**
   * The whole graph. The first dimension of what enters and leaves is the batch, of any size; `dims` are the others.
   */
  finish(input: GraphEnd, output: GraphEnd): FinishedGraph;
}

interface GraphEnd {
  name: string;
  dims: number[];
}

export function newGraph(): Graph {
  const nodes: NodeMessage[] = [];
  const constants: TensorMessage[] = [];
  const given: Given = {};

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
    given(values, dims) {
      const name = `given_${Object.keys(given).length}`;
      given[name] = { values, dims };
      return name;
    },
    integers: (values) => addConstant(BigInt64Array.from(values, BigInt), [values.length], elementTypes.int64),
    finish: (input, output) => ({
      message: {
        name: 'prefix',
        node: nodes,
        initializer: constants,
        input: [
          batchMessage(input),
          ...Object.entries(given).map(([name, { dims }]) => valueMessage(name, dims.map(dimValue))),
        ],
        output: [batchMessage(output)],
      },
      given,
    }),
  };
}

function attributeValue(value: Attributes[string]) {
  if (Array.isArray(value)) return { type: attributeTypes.integers, ints: value };
  if (typeof value === 'number') return { type: attributeTypes.integer, i: value };
  return { type: attributeTypes.float, f: value.float };
}

function batchMessage({ name, dims }: GraphEnd): ValueMessage {
  return valueMessage(name, [{ dimParam: 'batch' }, ...dims.map(dimValue)]);
}

type Dimension = { dimValue: number } | { dimParam: string };

const dimValue = (side: number): Dimension => ({ dimValue: side });

function valueMessage(name: string, dim: Dimension[]): ValueMessage {
  return { name, type: { tensorType: { elemType: elementTypes.float32, shape: { dim } } } };
}

/** A float32 tensor that leaves, of whatever shape. */
export function tensorMessage(name: string): ValueMessage {
  return { name, type: { tensorType: { elemType: elementTypes.float32 } } };
}
