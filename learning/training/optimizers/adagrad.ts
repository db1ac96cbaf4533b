import * as tf from '@tensorflow/tfjs';
import { createSlots, epsilon, type Optimizer } from './optimizer.ts';

/**
 * a ← a + g²; w ← w − η·g/√(a + ε). Duchi et al., "Adaptive Subgradient Methods", 2011. Source:
 * keras/src/optimizers/adagrad.py
 */
export function adagrad(
  { initialAccumulatorValue }: { initialAccumulatorValue: number },
  variables: tf.Variable[],
): Optimizer {
  const accumulators = createSlots(variables, initialAccumulatorValue);
  return {
    slots: accumulators,
    step(gradients, learningRate) {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          const gradient = gradients[i]!;
          const accumulator = accumulators[i]!;
          accumulator.assign(accumulator.add(gradient.square()));
          variable.assign(variable.sub(gradient.mul(learningRate).div(accumulator.add(epsilon).sqrt())));
        }
      });
    },
  };
}
