import { describe, expect, test } from 'vitest';
import { costOf, costsAlike, neighbours, play } from './choice.ts';
import { keda, slurm, today } from './schedulers.ts';
import { simulate } from './simulate.ts';
import { drawTerm } from './term.ts';

const term = { seed: 3, students: 40, assignments: 1, longer: 3 };
const clusters = { slurm: slurm(0.3), keda };
/** Nodes fail after half an hour. */
const breaking = { meanNodeLifeSeconds: 1800 };

describe.each(['slurm', 'keda'] as const)('a term on %s', (kind) => {
  const cluster = clusters[kind];
  const setting = { ...today(kind), ceiling: 3 };

  test('is the same for the same seed, and another one for another', () => {
    const played = (seed: number) => simulate(drawTerm({ ...term, seed }), setting, cluster, seed);
    expect(played(1)).toEqual(played(1));
    expect(played(1)).not.toEqual(played(2));
  });

  test('ends each run once, waits for none, and has never more jobs than the ceiling', () => {
    const drawn = drawTerm(term);
    const planned = drawn.sessions.flatMap(({ runs }) => runs);
    const outcome = simulate(drawn, setting, cluster, 1);
    expect(outcome.runs).toHaveLength(planned.length);
    for (const { submittedAt, claimedAt, endedAt, seconds } of outcome.runs) {
      expect(claimedAt).toBeGreaterThanOrEqual(submittedAt);
      expect(endedAt! - claimedAt!).toBeGreaterThanOrEqual(seconds - 1e-6);
    }
    expect(outcome.mostJobs).toBe(3);
    const trained = planned.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(outcome.nodeSeconds).toBeGreaterThan(trained);
  });

  test('loses no run where nodes fail all the time', () => {
    const outcome = simulate(drawTerm(term), setting, { ...cluster, ...breaking }, 1);
    expect(outcome.nodesLost).toBeGreaterThan(20);
    expect(outcome.runs.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
    expect(outcome.mostJobs).toBe(3);
  });
});

test('the command’s own settings cost no more than those beside them', { timeout: 300_000 }, () => {
  const terms = [1, 3].flatMap((longer) => [1, 2].map((seed) => ({ seed, students: 200, assignments: 2, longer })));
  const setting = { ...today('slurm'), ceiling: 1000 };
  const ours = play(setting, clusters.slurm, terms);
  for (const other of neighbours(setting)) {
    const played = play(other, clusters.slurm, terms);
    expect(costsAlike(ours, played), `${JSON.stringify(played)} costs ${costOf(played)}, ours ${costOf(ours)}`).toBe(
      true,
    );
  }
  const limited = play(today('slurm'), clusters.slurm, terms);
  expect(costOf(limited)).toBeLessThanOrEqual(1.05 * costOf(ours));
});
