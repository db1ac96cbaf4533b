import protobuf from 'protobufjs';

/**
 * The part of ONNX's file format that our graphs use. Source: onnx/onnx.proto3 in https://github.com/onnx/onnx;
 * protobufjs changes the names to camel case.
 */
const messages = `
  syntax = "proto3";

  message Model {
    int64 ir_version = 1;
    Graph graph = 7;
    repeated OperatorSet opset_import = 8;
    repeated Property metadata_props = 14;
  }
  message Property { string key = 1; string value = 2; }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message Graph {
    repeated Node node = 1;
    string name = 2;
    repeated Tensor initializer = 5;
    repeated ValueInfo input = 11;
    repeated ValueInfo output = 12;
  }
  message Node {
    repeated string input = 1;
    repeated string output = 2;
    string name = 3;
    string op_type = 4;
    repeated Attribute attribute = 5;
  }
  message Attribute { string name = 1; float f = 2; int64 i = 3; repeated int64 ints = 8; int32 type = 20; }
  message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
  message ValueInfo { string name = 1; Type type = 2; }
  message Type { TensorType tensor_type = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
`;

const model = protobuf.parse(messages).root.lookupType('Model');

/** ONNX's numbers for the types of elements and attributes. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export const attributeTypes = { float: 1, integer: 2, integers: 7 } as const;

export interface NodeMessage {
  name: string;
  opType: string;
  input: string[];
  output: string[];
  attribute: { name: string; type: number; f?: number; i?: number; ints?: number[] }[];
}

export interface TensorMessage {
  name: string;
  dims: number[];
  dataType: number;
  /** Little-endian, in row-major order. */
  rawData: Uint8Array;
}

/** An input or output of the graph. `dimParam` names a dimension of any size. */
export interface ValueMessage {
  name: string;
  type: { tensorType: { elemType: number; shape?: { dim: ({ dimValue: number } | { dimParam: string })[] } } };
}

export interface GraphMessage {
  name: string;
  node: NodeMessage[];
  initializer: TensorMessage[];
  input: ValueMessage[];
  output: ValueMessage[];
}

/** The bytes of an ONNX file with operator set 17, which every ONNX Runtime since 1.12 supports. */
export function encodeModel(graph: GraphMessage, metadata: Record<string, string> = {}): Uint8Array {
  const metadataProps = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  const opsetImport = [{ domain: '', version: 17 }];
  return model.encode(model.create({ irVersion: 8, opsetImport, graph, metadataProps })).finish();
}

/** A constant of shape `dims`. Its values are not copied. */
export function constantMessage(
  name: string,
  values: ArrayBufferView,
  dims: number[],
  dataType: number,
): TensorMessage {
  return { name, dims, dataType, rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

/** The numbers of a float32 constant, not copied. */
export function float32Of({ rawData }: TensorMessage): Float32Array {
  return new Float32Array(rawData.buffer, rawData.byteOffset, rawData.byteLength / 4);
}
