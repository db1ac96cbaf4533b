/** One thing that was measured of the site. */
export interface WebRow {
  case: string;
  measure: string;
  value: number | null;
  unit: 'points' | 'index' | 's' | 'ms' | 'MB' | 'KB';
  /** What is wanted, and whether more is better. */
  target: number;
  atLeast: boolean;
  /** The machine's load in the last minute, when the case began: with more than one a core no figure is fair. */
  load: number;
}

/** What a case says of one measurement. */
export type Measured = Omit<WebRow, 'case' | 'load'>;
