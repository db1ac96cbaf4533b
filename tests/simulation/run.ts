import { Command } from 'commander';
import { chooseCeiling, chooseSetting, type Player, play } from './choice.ts';
import { keda, slurm, today } from './schedulers.ts';

interface Options {
  scheduler: 'slurm' | 'keda';
  students: number;
  lengths: number[];
  seeds: number[];
  busy: number;
  ceilingOnly?: true;
}

const { ceilingOnly, ...choices } = new Command('npm run simulate --')
  .description(
    "Plays terms of a class with the schedulers' rules and chooses their settings: a line of JSON for each setting " +
      'that was played, then the chosen one. docs/scaling.md says what is assumed.',
  )
  .option('--scheduler <name>', 'slurm or keda', 'slurm')
  .option('--students <number>', 'how many', Number, 200)
  .option('--lengths <factors>', 'by how much runs are longer than measured; terms of each are played', numbers, [1, 3])
  .option('--seeds <numbers>', 'a term of each length is drawn from each', numbers, [1, 2, 3, 4, 5])
  .option('--busy <share>', "the share of Slurm's jobs that find no free node", Number, 0.3)
  .option('--ceiling-only', 'choose the ceiling, and leave the rest as it is in the code')
  .parse()
  .opts<Options>();
const { scheduler, students, lengths, seeds, busy } = choices;

const terms = lengths.flatMap((longer) => seeds.map((seed) => ({ seed, students, assignments: 2, longer })));
const cluster = scheduler === 'keda' ? keda : slurm(busy);
const print = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const played: Player = (setting) => {
  const result = play(setting, cluster, terms);
  print(result);
  return result;
};
const chosen = ceilingOnly ? chooseCeiling(today(scheduler), played) : chooseSetting(scheduler, played);
print({ chosen, ...choices });

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}
