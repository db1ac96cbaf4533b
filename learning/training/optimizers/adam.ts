import * as tf from '@tensorflow/tfjs';
import { nativeAdam } from '../../engine/nativeAdam.ts';
import { createSlots, epsilon, type Optimizer } from './optimizer.ts';

/**
 * m ← m + (g − m)(1 − β₁); v ← v + (g² − v)(1 − β₂); w ← w − α·m/(√v + ε) with α = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ). Kingma and
 * Ba, "Adam", 2015, in the form of the end of its section 2. Source: keras/src/optimizers/adam.py, which keeps βᵗ in
 * float32.
 */
export function adam({ beta1, beta2 }: { beta1: number; beta2: number }, variables: tf.Variable[]): Optimizer {
  const means = createSlots(variables);
  const squares = createSlots(variables);
  const native = nativeAdam({ variables, means, squares });
  return {
    ...native,
    slots: [...means, ...squares],
    step(gradients, learningRate, count) {
      const power1 = Math.fround(Math.fround(beta1) ** count);
      const power2 = Math.fround(Math.fround(beta2) ** count);
      if (native) {
        native.step(gradients, { learningRate, beta1, beta2, power1, power2, epsilon });
        return;
      }
      const alpha = (learningRate * Math.sqrt(1 - power2)) / (1 - power1);
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          const gradient = gradients[i]!;
          const mean = means[i]!;
          const square = squares[i]!;
          mean.assign(mean.add(gradient.sub(mean).mul(1 - beta1)));
          square.assign(
            square.add(
              gradient
                .square()
                .sub(square)
                .mul(1 - beta2),
            ),
          );
          variable.assign(variable.sub(mean.mul(alpha).div(square.sqrt().add(epsilon))));
        }
      });
    },
  };
}
