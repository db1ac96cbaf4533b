import * as tf from '@tensorflow/tfjs';
import type { PoolAttributes } from './convolution.ts';

/**
 * The WebGPU backend's MaxPoolGrad gives the gradient to the last of equal maxima of a window. TensorFlow, and every
 * other engine here, gives it to the first. After a ReLU many are equal. This kernel asks for each place of the input
 * of which windows it is the first maximum, and adds their gradients.
 *
 * input: [n, h, w, a], dy: [n, y, x, a] → dx: [n, h, w, a], float32.
 */
export function repairWebgpuMaxPoolGradient(): void {
  tf.unregisterKernel('MaxPoolGrad', 'webgpu');
  tf.registerKernel({
    kernelName: 'MaxPoolGrad',
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      maxPoolGradient(
        backend as WebgpuBackend,
        inputs.input as tf.Tensor4D,
        inputs.dy as tf.Tensor4D,
        attrs as unknown as PoolAttributes,
      ),
  });
}

/** What this file uses of the backend. */
interface WebgpuBackend {
  runWebGPUProgram(
    program: object,
    inputs: tf.TensorInfo[],
    type: tf.DataType,
    uniforms: { type: 'int32'; data: number[] }[],
  ): tf.TensorInfo;
}

const workgroup = 64;

function maxPoolGradient(
  backend: WebgpuBackend,
  input: tf.Tensor4D,
  dy: tf.Tensor4D,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): tf.TensorInfo {
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const program = {
    variableNames: ['x', 'dy'],
    uniforms: 'strides : vec2<i32>, pads : vec2<i32>, window : vec2<i32>, inner : vec2<i32>, outer : vec2<i32>,',
    workgroupSize: [workgroup, 1, 1],
    outputShape: input.shape,
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch: [Math.ceil(input.size / workgroup), 1, 1],
    size: true,
    shaderKey: 'gradientToFirstMaximum',
    getUserCode: () => shader,
  };
  const pairs = [
    [info.strideHeight, info.strideWidth],
    [info.padInfo.top, info.padInfo.left],
    [info.filterHeight, info.filterWidth],
    [info.inHeight, info.inWidth],
    [info.outHeight, info.outWidth],
  ];
  const uniforms = pairs.map((data) => ({ type: 'int32' as const, data }));
  return backend.runWebGPUProgram(program, [input, dy], 'float32', uniforms);
}

/** `at` is a place of the input, `place` where it lies in a window. Windows are read row by row, as TensorFlow does. */
const shader = `
fn isFirstMaximum(at : vec4<i32>, place : vec2<i32>) -> bool {
  let own = getX(at.x, at.y, at.z, at.w);
  for (var row = 0; row < uniforms.window.x; row++) {
    let y = at.y - place.x + row;
    if (y < 0 || y >= uniforms.inner.x) { continue; }
    for (var column = 0; column < uniforms.window.y; column++) {
      let x = at.z - place.y + column;
      if (x < 0 || x >= uniforms.inner.y) { continue; }
      let other = getX(at.x, y, x, at.w);
      let comesBefore = row < place.x || (row == place.x && column < place.y);
      if (other > own || (comesBefore && other == own)) { return false; }
    }
  }
  return true;
}

fn main(index : i32) {
  if (index >= uniforms.size) { return; }
  let at = getCoordsFromIndex(index);
  var sum = 0.0;
  for (var row = 0; row < uniforms.window.x; row++) {
    let top = at.y + uniforms.pads.x - row;
    if (top < 0 || top % uniforms.strides.x != 0 || top / uniforms.strides.x >= uniforms.outer.x) { continue; }
    for (var column = 0; column < uniforms.window.y; column++) {
      let left = at.z + uniforms.pads.y - column;
      if (left < 0 || left % uniforms.strides.y != 0 || left / uniforms.strides.y >= uniforms.outer.y) { continue; }
      if (isFirstMaximum(at, vec2<i32>(row, column))) {
        sum += getDy(at.x, top / uniforms.strides.x, left / uniforms.strides.y, at.w);
      }
    }
  }
  setOutputAtIndex(index, sum);
}
`;
