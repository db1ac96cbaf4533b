/** The vertical axis of a chart of losses: from 0 to above the greatest of them, with at most six round ticks. */
export function lossAxis(losses: (number | null | undefined)[]): { domain: [number, number]; ticks: number[] } {
  const known = losses.filter((loss): loss is number => typeof loss === 'number' && Number.isFinite(loss));
  const most = known.reduce((most, loss) => Math.max(most, loss), 0) || 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2].map((part) => part * power).find((step) => most <= 5 * step)!;
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(3)));
  return { domain: [0, ticks.at(-1)!], ticks };
}
