import * as tf from '@tensorflow/tfjs';

/**
 * Sets TensorFlow.js's plain-JavaScript backend, for building networks that compute nothing: weights that nobody reads
 * cost no memory on it. Production mode only keeps it from recommending other ones on stderr.
 */
export async function startPlainJavaScript(): Promise<void> {
  tf.enableProdMode();
  if (!(await tf.setBackend('cpu'))) throw new Error('TensorFlow.js could not start its plain-JavaScript backend');
}
