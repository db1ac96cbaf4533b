import { expect, it, vi } from 'vitest';
import { campaign } from './campaign.ts';

vi.setConfig({ testTimeout: 900_000 });

// The short form of `npm run chaos`, with another draw on each day.
it('a run whose processes die ends as an undisturbed one', async () => {
  const seed = Math.floor(Date.now() / 86_400_000);
  const wrong: unknown[] = [];
  let happened = 0;
  for await (const finding of campaign({ seed, points: 2, runs: 2, kills: 2, times: 0 }, ['points', 'kills'])) {
    happened += Number(finding.happened);
    if (finding.wrong.length > 0) wrong.push({ seed, ...finding });
  }
  expect(wrong).toEqual([]);
  expect(happened).toBeGreaterThan(0);
});
