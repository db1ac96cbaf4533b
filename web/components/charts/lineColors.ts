/** Colours of which each stands out from a white page and from a dark one, with a contrast of 3 at least. */
export const lineColors = [
  '#2e90a8',
  '#e8590c',
  '#ae3ec9',
  '#2b8a3e',
  '#f03e3e',
  '#5c7cfa',
  '#7a8a00',
  '#e64980',
  '#a07b2c',
  '#7d8590',
] as const;

/** After each round of colours the strokes are others, so that lines can be told apart without colour. */
const dashes = [[], [7, 4], [2, 3]] as const;

/** How the line with this number is drawn. */
export function lineStyle(index: number): { color: string; dash: number[] } {
  return {
    color: lineColors[index % lineColors.length]!,
    dash: [...dashes[Math.floor(index / lineColors.length) % dashes.length]!],
  };
}
