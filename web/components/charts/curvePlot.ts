interface Curve {
  label: string;
  /** A CSS colour, or a custom property such as "--mantine-color-orange-6". */
  color: string;
  /** Lengths of strokes and gaps in pixels. */
  dash?: number[];
  /** Dots in place of a line. */
  points?: boolean;
  /** Null is a gap in the line; an epoch that is undefined is passed over. */
  values: readonly (number | null | undefined)[];
  /** How far the curve scatters, as a band behind it. */
  spread?: { low: readonly (number | null | undefined)[]; high: readonly (number | null | undefined)[] };
}

/** A straight line between two points, [epoch, value], or a dot where they are the same. */
export interface Segment {
  from: readonly [number, number];
  to: readonly [number, number];
  color: string;
  label: string;
}

/** A part of the epochs with a name, e.g. a stage of the training. */
interface Band {
  from: number;
  to: number;
  label: string;
}

export interface CurvePlot {
  /** The epochs, in order. */
  x: readonly number[];
  series: readonly Curve[];
  /** The last epoch that the axis shows, when there is no zoom. */
  until: number;
  height: number;
  /** Reads a value beside the axis, and in the tooltip. */
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  /** Reads an epoch in the tooltip: "Epoch 86". */
  formatEpoch: (epoch: number) => string;
  /** Whether the vertical axis is logarithmic. */
  log?: boolean;
  /** The least and the most value that the axis shows; taken from the curves when left out. */
  range?: [number, number] | undefined;
  /** Epochs that are marked with a line, and what they are. */
  marks?: readonly { epoch: number; label: string }[];
  bands?: readonly Band[];
  segments?: readonly Segment[];
}
