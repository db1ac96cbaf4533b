import * as tf from '@tensorflow/tfjs';
import { createSlots, epsilon, type Optimizer } from './optimizer.ts';

/** s ← ρ·s + (1 − ρ)·g²; c ← m·c + η·g/√(s + ε); w ← w − c. Source: keras/src/optimizers/rmsprop.py */
export function rmsprop({ rho, momentum }: { rho: number; momentum: number }, variables: tf.Variable[]): Optimizer {
  const squares = createSlots(variables);
  const velocities = momentum > 0 ? createSlots(variables) : [];
  return {
    slots: [...squares, ...velocities],
    step(gradients, learningRate) {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          const gradient = gradients[i]!;
          const square = squares[i]!;
          square.assign(square.mul(rho).add(gradient.square().mul(1 - rho)));
          const change = gradient.mul(learningRate).div(square.add(epsilon).sqrt());
          const velocity = velocities[i];
          velocity?.assign(velocity.mul(momentum).add(change));
          variable.assign(variable.sub(velocity ?? change));
        }
      });
    },
  };
}
