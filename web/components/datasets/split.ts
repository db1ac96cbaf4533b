/** By which shares, and from which seed, missing splits are drawn, as somebody typed them. */
export interface SplitValues {
  /** Percent. */
  validation: number | string;
  test: number | string;
  seed: number | string;
}

/** What a form begins with: how the splits were drawn before, or what is usual. */
export function firstSplit(drawn?: { validationShare: number; testShare: number; seed: number } | null): SplitValues {
  if (!drawn) return { validation: 15, test: 15, seed: 0 };
  const percent = (share: number) => Math.round(100 * share);
  return { validation: percent(drawn.validationShare), test: percent(drawn.testShare), seed: drawn.seed };
}

/** The same as the API takes it. */
export function splitInput({ validation, test, seed }: SplitValues) {
  return { validationShare: Number(validation) / 100, testShare: Number(test) / 100, seed: Number(seed) };
}
