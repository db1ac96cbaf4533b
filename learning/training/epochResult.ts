/**
 * One epoch, as Keras's history has it: means over the epoch's examples while they were learned from, then over the
 * validation examples.
 */
export interface EpochResult {
  /** Counted from 1. */
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
  learningRate: number;
  seconds: number;
}
