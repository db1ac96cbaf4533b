import * as tf from '@tensorflow/tfjs';
import { createSlots, type Optimizer } from './optimizer.ts';

/** Gradient descent with momentum (not Nesterov's): v ← m·v − η·g; w ← w + v. Source: keras/src/optimizers/sgd.py */
export function sgd({ momentum }: { momentum: number }, variables: tf.Variable[]): Optimizer {
  const velocities = momentum > 0 ? createSlots(variables) : [];
  return {
    slots: velocities,
    step(gradients, learningRate) {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          const change = gradients[i]!.mul(-learningRate);
          const velocity = velocities[i];
          velocity?.assign(velocity.mul(momentum).add(change));
          variable.assign(variable.add(velocity ?? change));
        }
      });
    },
  };
}
