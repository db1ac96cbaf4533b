import * as tf from '@tensorflow/tfjs';
import { nativeOp } from './nativeOp.ts';

/** Variables that Adam changes, with its means of their gradients and of the squares; all in one order. */
interface AdamState {
  variables: tf.Variable[];
  means: tf.Variable[];
  squares: tf.Variable[];
}

/** β₁ and β₂ to the power of the step's number are float32, as in Keras. */
interface AdamNumbers {
  learningRate: number;
  beta1: number;
  beta2: number;
  power1: number;
  power2: number;
  epsilon: number;
}

let works: boolean | undefined;

/**
 * Adam's step as one operation of TensorFlow a variable, the one that computes what Keras's rule does: composed of TensorFlow.js's it takes
 * fifteen, a tenth of the from-scratch network's training step. null where the engine is another, or on a GPU, where it was never tried.
 */
export function nativeAdam(): typeof applyAdam | null {
  if (tf.getBackend() !== 'tensorflow') return null;
  works ??= !(tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice && takesFirstStep();
  return works ? applyAdam : null;
}

/** `gradients` are in the variables' order. */
function applyAdam({ variables, means, squares }: AdamState, gradients: tf.Tensor[], numbers: AdamNumbers): void {
  tf.tidy(() => {
    const { power1, power2, learningRate, beta1, beta2, epsilon } = numbers;
    const scalars = [power1, power2, learningRate, beta1, beta2, epsilon].map((number) => tf.scalar(number));
    // The operation changes variables of TensorFlow's own. These three are lent to one of ours after another, and gone after the step.
    const lent = [openVariable(), openVariable(), openVariable()];
    for (const [index, gradient] of gradients.entries()) {
      const ours = [variables[index]!, means[index]!, squares[index]!];
      for (const [i, variable] of ours.entries()) nativeOp('AssignVariableOp', [lent[i]!, variable], {}, { outputs: 0, type: 'dtype' });
      nativeOp('ResourceApplyAdam', [...lent, ...scalars, gradient], {}, { outputs: 0 });
      for (const [i, variable] of ours.entries()) variable.assign(nativeOp('ReadVariableOp', [lent[i]!], {}, { type: 'dtype' })[0]!);
    }
  });
}

/** A handle to a variable that TensorFlow keeps as long as the handle, whatever the shape of what it is assigned. */
function openVariable(): tf.Tensor {
  return nativeOp('VarHandleOp', [], { shape: { shape: [] }, shared_name: anonymous }, { type: 'dtype' })[0]!;
}

/** TensorFlow's word for a variable that no other handle can name (`ResourceHandle::ANONYMOUS_NAME`). */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** Whether the operation is there and right: Adam's first step is as long as its learning rate, however large the gradient. */
function takesFirstStep(): boolean {
  const [variables, means, squares] = [
    [1, 2],
    [0, 0],
    [0, 0],
  ].map((values) => [tf.tidy(() => tf.variable(tf.tensor1d(values), false))]);
  const state = { variables: variables!, means: means!, squares: squares! };
  try {
    const numbers = { learningRate: 0.25, beta1: 0.9, beta2: 0.999, power1: 0.9, power2: 0.999, epsilon: 1e-7 };
    tf.tidy(() => applyAdam(state, [tf.tensor1d([5, -0.5])], numbers));
    const [first, second] = state.variables[0]!.dataSync();
    return Math.abs(first! - 0.75) < 1e-4 && Math.abs(second! - 2.25) < 1e-4;
  } catch {
    return false;
  } finally {
    tf.dispose(Object.values(state));
  }
}
