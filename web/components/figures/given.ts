import type { Cut } from './cuts.ts';

// What the figures are given. It stands apart from them, so that programs without a browser can make it.

/** Ways to go on from a pretrained network. */
export const ways = ['transfer', 'partial', 'full', 'large'] as const;
export type Way = (typeof ways)[number];

/** Downstream tasks of one backbone. */
export const tasks = ['pets', 'scenery', 'digits'] as const;
export type Task = (typeof tasks)[number];

/** What a network did against overfitting. */
export const overfittingKinds = ['plain', 'dropout', 'augmented'] as const;
export type OverfittingKind = (typeof overfittingKinds)[number];

export interface FrontFigureProps {
  /** From nothing frozen to all. */
  cuts: readonly Cut[];
  shares: readonly number[];
  /** Validation accuracy: one curve a seed, for each cut in turn. */
  pretrained: readonly (readonly (readonly number[])[])[];
  scratch: readonly (readonly number[])[];
  /** Epochs of the head alone, before the trained blocks join it. */
  headEpochs: number;
}

/** What runs gave on one kind of images: validation accuracy after the last epoch, one number a seed. */
export interface FreezeResults {
  /** For each cut in turn. */
  pretrained: readonly (readonly number[])[];
  scratch: readonly number[];
}

export interface FreezeFigureProps {
  /** From nothing frozen to all. */
  cuts: readonly Cut[];
  shares: readonly number[];
  near: FreezeResults;
  far: FreezeResults;
}

export interface PretrainingFigureProps {
  /** For each number of training images: validation accuracy over the epochs. */
  sizes: readonly { images: number; pretrained: readonly number[]; scratch: readonly number[] }[];
}

export interface StagesFigureProps {
  runs: Record<
    Way,
    {
      acc: readonly number[];
      valAcc: readonly number[];
      /** Of each stage: blocks that are frozen, and parameters that are trained. */
      stages: readonly { frozen: number; trainable: number; epochs: number }[];
    }
  >;
  shares: readonly number[];
}

export interface TasksFigureProps {
  tasks: Record<Task, { valAcc: readonly number[]; classes: number; units: number; headParams: number }>;
}

/** A side's three measures, as the run page takes them. */
export interface TransferSide {
  curves: readonly (readonly number[])[];
  start: number;
  /** The line of least squares through the first epochs: what it is at the first epoch, and what an epoch adds. */
  line: { at: number; slope: number };
  asymptote: number;
}

export interface SlopesFigureProps {
  pretrained: TransferSide;
  scratch: TransferSide;
  earlyEpochs: number;
  lateEpochs: number;
}

export interface AugmentationFigureProps {
  plain: { acc: readonly number[]; valAcc: readonly number[] };
  augmented: { acc: readonly number[]; valAcc: readonly number[] };
}
