import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { readEnvironment } from '#machine/environment';
import { chooseEngine } from '../../../learning/engine/engine.ts';
import { gpuPlaces } from '../../../learning/executors/gpuPlaces.ts';
import { createRunFolder } from '../../setup/runFolder.ts';
import { openBench } from '../bench.ts';
import { asLine, asMarkdown, asText, machine } from '../print.ts';
import { findPython } from '../python.ts';
import { lineSchema, type Row, rowSchema, unmeasured } from '../row.ts';
import { endSides } from '../side.ts';
import { type GpuBench, type GpuCase, gpuCases } from './cases.ts';
import { findTorch } from './torch.ts';

const command = new Command('npm run bench -- --gpu')
  .description('Measures a machine with a GPU beside Keras or PyTorch, without a network, and ends in time.')
  .option('--gpu', 'this bench, not the one of processors')
  .option('--only <case>', `one of ${gpuCases.map(({ name }) => name).join(', ')}`, addCase, [])
  .option('--json', 'one line of JSON a row')
  .option('--markdown', 'the table as tests/bench/README.md has it')
  .option('--quick', 'tiny sizes: shows that everything runs, and says nothing of speed')
  .option('--minutes <n>', 'the bench ends after so many', minutes, 8)
  .addHelpText(
    'after',
    `
Cases:
${gpuCases.map(({ name, about }) => `  ${name.padEnd(20)} ${about}`).join('\n')}

ENGINE and PYTHON say which engine and which Python are taken. Without a GPU it measures the processor, and says so.
A case that takes too long, or for which no time is left, has a row that says so.
Exit codes: 0 all cases ran; 1 one did not.`,
  )
  .parse();
const options = command.opts<{
  only: GpuCase[];
  json?: true;
  markdown?: true;
  quick?: true;
  minutes: number;
}>();

const say = (line: string) => void process.stderr.write(`${line}\n`);
const quick = options.quick ?? false;
const wanted = options.only.length > 0 ? options.only : gpuCases;
const rows: Row[] = [];
/** Whether the table is whole: the case that runs then is ended, and says nothing more. */
let isOver = false;
const folder = await createRunFolder();
// Whatever the machine hangs in, the table is printed in time.
setTimeout(
  () => {
    const outOfTime = new Error(`no time was left of ${options.minutes} minutes`);
    for (const { name } of wanted.slice(rows.length)) tell(unmeasured(name, outOfTime));
    isOver = true;
    void end();
  },
  options.minutes * 60_000 - performance.now(),
);

const python = findPython();
const torch = python ? null : findTorch();
const others = python?.version ?? (torch ? 'PyTorch' : 'neither Keras nor PyTorch: only ours is measured');
say(`${machine()}. Python has ${others}.`);
const engine = await chooseEngine(readEnvironment().ENGINE);
say(`Trained on ${engine.provenance.engineVersion}: ${engine.reason}`);
Object.assign(process.env, engine.settings);
const { works, whyNot } = await gpuPlaces();
say(`Frozen features on the processor${works.map(({ version }) => `, ${version}`).join('')}. ${whyNot.join('; ')}`);

const prepared = fileURLToPath(new URL('../prepared', import.meta.url));
const bench: GpuBench = {
  ...openBench({ folder, quick, rounds: 1, python, say, ...(existsSync(prepared) && { prepared }) }),
  engine,
  gpus: works,
  torch,
};
for (const { name, seconds, about, run } of wanted) {
  say(`── ${name}: ${about}`);
  let late = false;
  const limit = setTimeout(
    () => {
      late = true;
      endSides();
    },
    seconds * (quick ? 10_000 : 1000),
  );
  try {
    tell(await run(bench));
  } catch (error) {
    endSides();
    tell(unmeasured(name, late ? new Error(`no answer within ${seconds} s`) : (error as Error)));
  } finally {
    clearTimeout(limit);
  }
}
await end();

async function end(): Promise<never> {
  endSides();
  if (!options.json) process.stdout.write(`${(options.markdown ? asMarkdown : asText)(rows)}\n`);
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  process.exit(rows.every(({ ours }) => ours !== null) ? 0 : 1);
}

function tell(measured: Row): void {
  if (isOver) return;
  const row = rowSchema.parse(measured);
  rows.push(row);
  const line = { ...row, machine: machine(), python: python?.version ?? null, quick };
  if (options.json) process.stdout.write(`${JSON.stringify(lineSchema.parse(line))}\n`);
  else say(asLine(row));
}

function addCase(name: string, earlier: GpuCase[]): GpuCase[] {
  const found = gpuCases.find((one) => one.name === name);
  if (!found)
    throw new InvalidArgumentError(
      `Expected one of ${gpuCases.map((one) => one.name).join(', ')}, received "${name}".`,
    );
  return [...earlier, found];
}

function minutes(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError(`Expected minutes, received "${value}".`);
  return number;
}
