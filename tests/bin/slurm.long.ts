import { afterAll, beforeAll, onTestFailed, test } from 'vitest';
import { whyNoSlurm } from '../setup/slurm.ts';
import { expectRunsToOutlive, openSlurmCourse, type SlurmCourse } from '../setup/slurmCourse.ts';

// The long form of slurm.test.ts.

const reason = whyNoSlurm();
if (reason) console.warn(`skipped: tests/bin/slurm.long.ts, because ${reason}.`);

let site: SlurmCourse;

beforeAll(async () => {
  if (!reason) site = await openSlurmCourse();
});
afterAll(() => site?.close());

test.skipIf(reason)(
  'thirty runs over three nodes end as undisturbed ones when a node, a job and the controller go',
  async () => {
    onTestFailed(() => console.error(site.lines.slice(-60).join('\n')));
    await expectRunsToOutlive(site, 30);
  },
  3_600_000,
);
