import {
  attributeTypes,
  constantMessage,
  elementTypes,
  type GraphMessage,
  type NodeMessage,
  type TensorMessage,
  type ValueMessage,
} from './format.ts';

/** Integers, lists of integers, or a float. */
export type Attributes = Record<string, number | number[] | { float: number }>;

/** Inputs of a graph besides the images, by name. They are the same in every run. */
export type ExtraInputs = Record<string, { values: Float32Array; dims: number[] }>;

export interface FinishedGraph {
  message: GraphMessage;
  extraInputs: ExtraInputs;
}

/** An ONNX graph that is being built. Tensors are known by their names. */
export interface Graph {
  /** Adds a node and returns the name of its output. `name` appears in the graph and in errors. */
  node(name: string, operator: string, inputs: string[], attributes?: Attributes): string;
  /** Adds a float32 constant of shape `dims`. Its values are not copied. */
  constant(values: Float32Array, dims: number[]): string;
  /** Adds a float32 input for a constant: ONNX Runtime copies the constants that it loads, but not its inputs. */
  extraInput(values: Float32Array, dims: number[]): string;
  /** Adds a constant list of integers. */
  integers(values: number[]): string;
  /**
   * The finished graph. `dims` are the dimensions of the input and the output without the batch, which has any size.
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
  const extraInputs: ExtraInputs = {};

  function addConstant(values: ArrayBufferView, dims: number[], dataType: number): string {
    const name = `constant_${constants.length}`;
    constants.push(constantMessage(name, values, dims, dataType));
    return name;
  }

  return {
    node(name, operator, inputs, attributes = {}) {
      const output = `tensor_${nodes.length}`;
      const attribute = Object.entries(attributes).map(([key, value]) => ({ name: key, ...attributeValue(value) }));
      // Names must be unique, and a layer may become several nodes.
      nodes.push({ name: `${name}/${nodes.length}`, opType: operator, input: inputs, output: [output], attribute });
      return output;
    },
    constant: (values, dims) => addConstant(values, dims, elementTypes.float32),
    extraInput(values, dims) {
      const name = `extra_input_${Object.keys(extraInputs).length}`;
      extraInputs[name] = { values, dims };
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
          ...Object.entries(extraInputs).map(([name, { dims }]) => valueMessage(name, dims.map(dimValue))),
        ],
        output: [batchMessage(output)],
      },
      extraInputs,
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

/** A float32 output of any shape. */
export function tensorMessage(name: string): ValueMessage {
  return { name, type: { tensorType: { elemType: elementTypes.float32 } } };
}
