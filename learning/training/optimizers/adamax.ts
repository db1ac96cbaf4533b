import * as tf from '@tensorflow/tfjs';
import { createSlots, epsilon, type Optimizer } from './optimizer.ts';

/**
 * m ← m + (g − m)(1 − β₁); u ← max(β₂·u, |g|); w ← w − η·m/((1 − β₁ᵗ)(u + ε)). Kingma and Ba, "Adam", 2015, section
 * 7.1. Source: keras/src/optimizers/adamax.py, which keeps βᵗ in float32.
 */
export function adamax({ beta1, beta2 }: { beta1: number; beta2: number }, variables: tf.Variable[]): Optimizer {
  const means = createSlots(variables);
  const norms = createSlots(variables);
  return {
    slots: [...means, ...norms],
    step(gradients, learningRate, count) {
      const rest = 1 - Math.fround(Math.fround(beta1) ** count);
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          const gradient = gradients[i]!;
          const mean = means[i]!;
          const norm = norms[i]!;
          mean.assign(mean.add(gradient.sub(mean).mul(1 - beta1)));
          norm.assign(norm.mul(beta2).maximum(gradient.abs()));
          variable.assign(variable.sub(mean.mul(learningRate).div(norm.add(epsilon).mul(rest))));
        }
      });
    },
  };
}
