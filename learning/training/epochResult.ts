/**
 * One epoch of Keras's `history`. `loss` and `acc` are means over the epoch's training examples, each computed in the
 * step that trained on it; `valLoss` and `valAcc` are means over the validation examples after the epoch.
 */
export interface EpochResult {
  /** Counted from 1. */
  epoch: number;
  loss: number;
  acc: number;
  /** Null without validation examples. */
  valLoss: number | null;
  valAcc: number | null;
  learningRate: number;
  seconds: number;
}
