import * as tf from '@tensorflow/tfjs';
import { nativeOp } from './nativeOp.ts';

/** The variables that Adam updates and its slots: the means of their gradients and of the squared gradients. */
interface AdamState {
  variables: tf.Variable[];
  means: tf.Variable[];
  squares: tf.Variable[];
}

interface AdamNumbers {
  learningRate: number;
  beta1: number;
  beta2: number;
  /** β₁ᵗ and β₂ᵗ in step t, in float32 as in Keras. */
  power1: number;
  power2: number;
  epsilon: number;
}

/** Adam on resource variables of TensorFlow. From the first step on they hold the means and squares. */
export interface NativeAdam {
  /** The gradients are in the order of the variables. */
  step(gradients: tf.Tensor[], numbers: AdamNumbers): void;
  /** Copies the means and squares into the slots. */
  syncSlots(): void;
  dispose(): void;
}

let works: boolean | undefined;

/**
 * Adam's step as one TensorFlow operation a variable; it follows the same rule as Keras. TensorFlow.js needs fifteen
 * operations, a tenth of the training step of the CNN. Null on the WASM engine, and on a GPU, where this was not
 * tested.
 */
export function nativeAdam(state: AdamState): NativeAdam | null {
  if (tf.getBackend() !== 'tensorflow') return null;
  works ??= !(tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice && takesFirstStep();
  return works ? openAdam(state) : null;
}

function openAdam({ variables, means, squares }: AdamState): NativeAdam {
  let resources: { means: tf.Tensor[]; squares: tf.Tensor[] } | undefined;
  return {
    step(gradients, { power1, power2, learningRate, beta1, beta2, epsilon }) {
      tf.tidy(() => {
        resources ??= { means: means.map(resourceOf), squares: squares.map(resourceOf) };
        const scalars = [power1, power2, learningRate, beta1, beta2, epsilon].map((number) => tf.scalar(number));
        // Layers read TensorFlow.js's variables, so each of them is copied here and back.
        const copy = createResource();
        for (const [index, gradient] of gradients.entries()) {
          const variable = variables[index]!;
          assign(copy, variable);
          const changed = [copy, resources.means[index]!, resources.squares[index]!];
          nativeOp('ResourceApplyAdam', [...changed, ...scalars, gradient], {}, { outputs: 0 });
          variable.assign(read(copy));
        }
      });
    },
    syncSlots() {
      if (!resources) return;
      const latest = [...resources.means, ...resources.squares];
      tf.tidy(() => {
        for (const [index, slot] of [...means, ...squares].entries()) slot.assign(read(latest[index]!));
      });
    },
    dispose: () => tf.dispose(resources),
  };
}

function resourceOf(value: tf.Tensor): tf.Tensor {
  const resource = createResource();
  assign(resource, value);
  return tf.keep(resource);
}

/** A handle to a resource variable of any shape. TensorFlow frees the variable with the handle. */
function createResource(): tf.Tensor {
  return nativeOp('VarHandleOp', [], { shape: { shape: [] }, shared_name: anonymous }, { type: 'dtype' })[0]!;
}

function assign(resource: tf.Tensor, value: tf.Tensor): void {
  nativeOp('AssignVariableOp', [resource, value], {}, { outputs: 0, type: 'dtype' });
}

function read(resource: tf.Tensor): tf.Tensor {
  return nativeOp('ReadVariableOp', [resource], {}, { type: 'dtype' })[0]!;
}

/** TensorFlow's name for a variable that only its handle can reach (`ResourceHandle::ANONYMOUS_NAME`). */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * Whether the library has the operation and computes it correctly: Adam's first step is as long as its learning rate,
 * however large the gradient is.
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
