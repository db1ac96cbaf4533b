import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { withTestCluster } from '../setup/database.ts';
import { openShapesCourse } from '../setup/shapesCourse.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

const { times, engine } = new Command('node tests/simulation/startUp.ts')
  .description(
    'How long a worker takes from its start until it takes a run, by the clock and of a processor. A line of JSON a ' +
      'start; the first one finds nothing of an earlier one. Linux only.',
  )
  .option('--times <n>', 'how many starts', Number, 5)
  .option('--engine <name>', 'as in ENGINE', 'auto')
  .parse()
  .opts<{ times: number; engine: string }>();

await withTestCluster(async () => {
  const course = await openShapesCourse();
  try {
    for (let time = 1; time <= times; time += 1) {
      const id = await course.submit({ backbone: 'CNN', inputSize: 46, seed: time, training: { epochs: 1 } });
      const begun = performance.now();
      const worker = startWorkerProcess(
        course,
        { ENGINE: engine },
        { program: ['bin/downstream.ts', 'worker', '--until-idle', '1'] },
      );
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      const isClaimed = async () =>
        (await course.database.run.findUniqueOrThrow({ where: { id } })).status !== 'QUEUED';
      while (!(await isClaimed())) await sleep(20);
      const seconds = Number(((performance.now() - begun) / 1000).toFixed(2));
      const processorSeconds = secondsOf(worker.pid!);
      const load = Number(loadavg()[0]!.toFixed(1));
      process.stdout.write(`${JSON.stringify({ time, engine, seconds, processorSeconds, load })}\n`);
      await ended;
    }
  } finally {
    await course.close();
  }
});
process.exit();

/** Seconds of a processor that a process and its children that have ended took (proc(5): fields 14 to 17). */
function secondsOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100;
}
