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

/** Adam on variables of TensorFlow's own. From the first step on they hold the means and squares. */
export interface NativeAdam {
  /** `gradients` are in the variables' order. */
  step(gradients: tf.Tensor[], numbers: AdamNumbers): void;
  /** Brings the means and squares back into ours. */
  settle(): void;
  dispose(): void;
}

let works: boolean | undefined;

/**
 * Adam's step as one operation of TensorFlow a variable, the one that computes what Keras's rule does: composed of
 * TensorFlow.js's it takes fifteen, a tenth of the from-scratch network's training step. null where the engine is
 * another, or on a GPU, where it was never tried.
 */
export function nativeAdam(state: AdamState): NativeAdam | null {
  if (tf.getBackend() !== 'tensorflow') return null;
  works ??= !(tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice && takesFirstStep();
  return works ? openAdam(state) : null;
}

function openAdam({ variables, means, squares }: AdamState): NativeAdam {
  let kept: { means: tf.Tensor[]; squares: tf.Tensor[] } | undefined;
  return {
    step(gradients, { power1, power2, learningRate, beta1, beta2, epsilon }) {
      tf.tidy(() => {
        kept ??= { means: means.map(keptVariable), squares: squares.map(keptVariable) };
        const scalars = [power1, power2, learningRate, beta1, beta2, epsilon].map((number) => tf.scalar(number));
        // Layers read our variables, so this one is lent to each for a moment.
        const lent = openVariable();
        for (const [index, gradient] of gradients.entries()) {
          const variable = variables[index]!;
          assign(lent, variable);
          const changed = [lent, kept.means[index]!, kept.squares[index]!];
          nativeOp('ResourceApplyAdam', [...changed, ...scalars, gradient], {}, { outputs: 0 });
          variable.assign(read(lent));
        }
      });
    },
    settle() {
      if (!kept) return;
      const both = [...means, ...squares];
      const variables = [...kept.means, ...kept.squares];
      tf.tidy(() => {
        for (const [index, ours] of both.entries()) ours.assign(read(variables[index]!));
      });
    },
    dispose: () => tf.dispose(kept),
  };
}

function keptVariable(value: tf.Tensor): tf.Tensor {
  const variable = openVariable();
  assign(variable, value);
  return tf.keep(variable);
}

/** A handle to a variable that TensorFlow keeps as long as the handle, whatever the shape of what it is assigned. */
function openVariable(): tf.Tensor {
  return nativeOp('VarHandleOp', [], { shape: { shape: [] }, shared_name: anonymous }, { type: 'dtype' })[0]!;
}

function assign(variable: tf.Tensor, value: tf.Tensor): void {
  nativeOp('AssignVariableOp', [variable, value], {}, { outputs: 0, type: 'dtype' });
}

function read(variable: tf.Tensor): tf.Tensor {
  return nativeOp('ReadVariableOp', [variable], {}, { type: 'dtype' })[0]!;
}

/** TensorFlow's word for a variable that no other handle can name (`ResourceHandle::ANONYMOUS_NAME`). */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * Whether the operation is there and right: Adam's first step is as long as its learning rate, however large the
 * gradient.
 */
function takesFirstStep(): boolean {
  const [variables, means, squares] = [
    [1, 2],
    [0, 0],
    [0, 0],
  ].map((values) => [tf.tidy(() => tf.variable(tf.tensor1d(values), false))]);
  const state = { variables: variables!, means: means!, squares: squares! };
  const adam = openAdam(state);
  try {
    const numbers = { learningRate: 0.25, beta1: 0.9, beta2: 0.999, power1: 0.9, power2: 0.999, epsilon: 1e-7 };
    tf.tidy(() => adam.step([tf.tensor1d([5, -0.5])], numbers));
    const [first, second] = state.variables[0]!.dataSync();
    return Math.abs(first! - 0.75) < 1e-4 && Math.abs(second! - 2.25) < 1e-4;
  } catch {
    return false;
  } finally {
    adam.dispose();
    tf.dispose(Object.values(state));
  }
}
