import * as tf from '@tensorflow/tfjs';

/**
 * Starts TensorFlow.js's plain JavaScript backend, for networks that are built but not run: on it, weights take no
 * memory until they are read. Production mode only silences its advice to use another backend.
 */
export async function startPlainJavaScript(): Promise<void> {
  tf.enableProdMode();
  if (!(await tf.setBackend('cpu'))) throw new Error('TensorFlow.js could not start its plain-JavaScript backend');
}
