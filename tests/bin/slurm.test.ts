import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openOtherCourse } from '../setup/otherCourse.ts';
import { whyNoSlurm } from '../setup/slurm.ts';
import { expectRunsToOutlive, openSlurmCourse, recipeOf, type SlurmCourse } from '../setup/slurmCourse.ts';

// Workers as jobs of a real Slurm with three nodes. slurm.long.ts has more runs.

const reason = whyNoSlurm();
if (reason) console.warn(`skipped: tests/bin/slurm.test.ts, because ${reason}.`);

const patienceMs = 240_000;
let site: SlurmCourse;

beforeAll(async () => {
  if (!reason) site = await openSlurmCourse();
}, 120_000);
afterAll(() => site?.close());

test.skipIf(reason)(
  'keeps worker jobs while runs wait; runs go on when a node, a job or the controller goes',
  async () => {
    onTestFailed(() => console.error(site.lines.slice(-60).join('\n')));
    await expectRunsToOutlive(site, 9);
  },
  patienceMs * 2,
);

test.skipIf(reason)(
  'each course has jobs that its account pays for, and they train its runs alone',
  async () => {
    onTestFailed(() => console.error(site.lines.slice(-60).join('\n')));
    const { course, keepWorkers, jobs } = site;
    const other = await openOtherCourse(course);
    const ours = [await course.submit(recipeOf(1)), await course.submit(recipeOf(2))];
    const theirs = [await other.submit(recipeOf(1)), await other.submit(recipeOf(2))];
    const accounts = ['--account', 'SHAPES=vision', '--account', `${other.id}=deep`];
    const keeper = keepWorkers({}, '--ceiling', '1', ...accounts);
    const seen = new Map<string, string>();
    const isOver = async () => {
      for (const { id, account } of await jobs()) seen.set(id, account);
      return course.database.run.count({ where: { id: { in: [...ours, ...theirs] }, finishedAt: null } });
    };
    await expect.poll(isOver, { timeout: patienceMs, interval: 200 }).toBe(0);
    expect(new Set(seen.values())).toEqual(new Set(['vision', 'deep']));
    // Who trained runs of one course trained none of the other.
    const workersOf = async (ids: string[]) => {
      const runs = await course.database.run.findMany({ where: { id: { in: ids } } });
      expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
      return runs.map(({ workerId }) => workerId);
    };
    const [own, foreign] = [await workersOf(ours), await workersOf(theirs)];
    expect(own.filter((id) => foreign.includes(id))).toEqual([]);
    keeper.kill('SIGTERM');
    expect(await endOf(keeper)).toBe(0);
    await expect.poll(async () => (await jobs()).length, { timeout: patienceMs, interval: 500 }).toBe(0);
  },
  patienceMs * 2,
);

test.skipIf(reason)('says that Slurm is missing, what it refused, and which course it does not know', async () => {
  const { course, keepWorkers, lines } = site;
  const missing = await endOf(keepWorkers({ PATH: '/nowhere' }));
  expect(missing).toBe(4);
  expect(lines.join('\n')).toContain("SLURM_MISSING: Expected Slurm's squeue on the PATH");
  expect(await endOf(keepWorkers({}, '--account', 'nobody=vision'))).toBe(4);
  expect(lines.join('\n')).toContain('COURSE_UNKNOWN: Expected the id or the join code of a course, received "nobody"');
  await course.submit(recipeOf(4));
  const refused = keepWorkers({}, '--sbatch=--partition=nowhere');
  await expect.poll(() => lines.join('\n'), { timeout: 60_000 }).toContain('invalid partition specified: nowhere');
  expect(refused.exitCode).toBeNull();
  refused.kill('SIGTERM');
  expect(await endOf(refused)).toBe(0);
});

const endOf = (child: ChildProcess) =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));
