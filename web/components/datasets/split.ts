/** By which shares, and from which seed, missing splits are drawn, as somebody typed them. */
export interface SplitValues {
  /** Percent. */
  validation: number | string;
  test: number | string;
  seed: number | string;
}

export const usualSplit: SplitValues = { validation: 15, test: 15, seed: 0 };

/** The same as the API takes it. */
export function splitInput({ validation, test, seed }: SplitValues) {
  return { validationShare: Number(validation) / 100, testShare: Number(test) / 100, seed: Number(seed) };
}
