import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { openRig, type Rig } from '../chaos/rig.ts';
import { withTestCluster } from '../setup/database.ts';

const { times } = new Command('node tests/bench/handOver.ts')
  .description(
    'How long a run waits from the kill of its worker until it is trained again: by another worker that is there, ' +
      'and by the same one, which starts again. Prints a line of JSON for each.',
  )
  .option('--times <n>', 'how often each is measured', Number, 10)
  .parse()
  .opts<{ times: number }>();

/** Workers are told apart by a column of theirs that changes nothing here. */
const [first, second] = [{ WORKER_CONCURRENCY: '1' }, { WORKER_CONCURRENCY: '2' }];
/** A worker has its process warm by then. */
const settledMs = 5_000;
const lookEveryMs = 20;

await withTestCluster(async () => {
  const rig = await openRig();
  try {
    const one = rig.keepWorker(first);
    const other = rig.keepWorker(second);
    const runId = await rig.submit({
      backbone: 'CNN',
      inputSize: 46,
      training: { epochs: 1000, batchSize: 8 },
    });
    print('another worker is there', 10, await measure(rig, runId, [one, other]));
    await other.stop();
    print('a single worker starts again', 15, await measure(rig, runId, [one]));
  } finally {
    await rig.close();
  }
});
process.exit();

async function measure(rig: Rig, runId: string, workers: ReturnType<Rig['keepWorker']>[]): Promise<number[]> {
  const { database } = rig.course;
  const read = () => database.run.findUniqueOrThrow({ where: { id: runId }, include: { worker: true } });
  const until = async (reached: () => Promise<boolean>) => {
    while (!(await reached())) await sleep(lookEveryMs);
  };
  const seconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    let before = await read();
    await until(async () => {
      before = await read();
      const there = await database.worker.count({ where: { stoppedAt: null } });
      return before.status === 'TRAINING' && before.attemptsSinceCheckpoint === 1 && there >= workers.length;
    });
    const stored = await database.checkpoint.count({ where: { runId, storedAt: { not: null } } });
    await sleep(settledMs);
    before = await read();
    if (stored === 0 || before.status !== 'TRAINING') {
      time -= 1;
      continue;
    }
    const holder = workers[workers.length === 1 ? 0 : before.worker!.concurrency - 1]!;
    const killed = performance.now();
    holder.kill();
    await until(async () => {
      const { attempt, status } = await read();
      return attempt > before.attempt && status === 'TRAINING';
    });
    seconds.push((performance.now() - killed) / 1000);
  }
  return seconds;
}

function print(what: string, targetSeconds: number, seconds: number[]): void {
  const sorted = seconds.toSorted((a, b) => a - b).map((each) => Math.round(each * 10) / 10);
  const median = sorted[Math.floor(sorted.length / 2)];
  process.stdout.write(`${JSON.stringify({ what, targetSeconds, median, slowest: sorted.at(-1), seconds: sorted })}\n`);
}
