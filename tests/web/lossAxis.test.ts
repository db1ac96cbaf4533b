import { expect, test } from 'vitest';
import { lossAxis } from '../../web/components/report/lossAxis.ts';

test('the ticks of losses are round, and reach above the greatest', () => {
  expect(lossAxis([0.668, 0.375, null])).toEqual({ domain: [0, 0.8], ticks: [0, 0.2, 0.4, 0.6, 0.8] });
  expect(lossAxis([1, Number.NaN])).toEqual({ domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] });
  expect(lossAxis([23]).ticks).toEqual([0, 5, 10, 15, 20, 25]);
  expect(lossAxis([0.0031]).ticks).toEqual([0, 0.001, 0.002, 0.003, 0.004]);
  expect(lossAxis([undefined]).domain).toEqual([0, 1]);
});

test('so are those of any loss, and they are few', () => {
  for (let loss = 0.001; loss < 2000; loss *= 1.07) {
    const { domain, ticks } = lossAxis([loss]);
    expect(domain[1]).toBeGreaterThanOrEqual(loss);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const tick of ticks) expect(Number(tick.toPrecision(2))).toBe(tick);
  }
});
