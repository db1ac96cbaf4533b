import { z } from 'zod';

export const poolings = ['avg', 'max', 'flatten'] as const;
export const activations = ['relu', 'tanh', 'sigmoid', 'linear'] as const;

/** Dense layers that a head may have. */
export const mostDenseLayers = 4;

export const denseSchema = z.strictObject({
  units: z.int().min(1).max(4096),
  activation: z.enum(activations).default('relu'),
  /** Share of this layer's outputs that training drops. */
  dropout: z.number().min(0).lt(1).default(0),
  /** Weight of the L2 penalty on the kernel. */
  l2: z.number().min(0).max(1).default(0),
});

/** The layers on top of the backbone. The last one, which has an output for each class, follows from the classes. */
export const headSchema = z.strictObject({
  pooling: z.enum(poolings),
  dense: z.array(denseSchema).max(mostDenseLayers).default([]),
  /** Share of the last layer's inputs that training drops. */
  dropout: z.number().min(0).lt(1).default(0),
});
