import * as tf from '@tensorflow/tfjs';
import { type GivenCase, trainGiven } from './trainGiven.ts';

/** What is held at the end of an epoch. */
export interface Held {
  tensors: number;
  /** The bytes of the tensors. */
  bytes: number;
  /** The process's memory in bytes, that of the engine's library included. */
  resident: number;
}

/**
 * What is held after each epoch of a training, on the engine that is started. Four examples an epoch, so that a
 * thousand epochs are soon over.
 */
export async function memoryOverEpochs(name: GivenCase, epochs: number): Promise<Held[]> {
  const held: Held[] = [];
  for await (const _ of trainGiven(name, { examples: 4, epochs })) {
    const { numTensors, numBytes } = tf.memory();
    held.push({ tensors: numTensors, bytes: numBytes, resident: process.memoryUsage.rss() });
  }
  return held;
}
