/** Keras's defaults of the numbers that only some optimizers have; all that have one have the same. */
export const usualNumbers = { rho: 0.9, momentum: 0, beta1: 0.9, beta2: 0.999, initialAccumulatorValue: 0.1 };
