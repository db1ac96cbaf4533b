import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrapSeconds, readEnvironment, setEnvironment } from '#machine/environment';
import { freePort } from '#prisma/postgres';
import { report, summary } from './demo/report.ts';
import { runDemo } from './demo/runDemo.ts';
import { stopwatch } from './demo/stopwatch.ts';
import { startSystem } from './system/startSystem.ts';
import { Interrupted, untilInterrupted } from './system/untilInterrupted.ts';

const help = `npm run demo — the whole way of a run, on real pictures, in a few minutes

Starts everything with an empty database of its own (.data/demo) and makes a course. Its assignment is to tell animals
from food in emoji pictures. Two students submit: a frozen pretrained MobileNetV2, and a CNN that starts from random
weights. The demo prints the leaderboard. The site stays up at http://localhost:3000 (WEB_PORT) until Ctrl-C.

  --exit       stop everything when done
  --seeds <n>  repeat both runs over n seeds (1 to 8)

The last line is "demo: " and one JSON object.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    exit: { type: 'boolean' },
    seeds: { type: 'string', default: '1' },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (!/^[1-8]$/.test(values.seeds)) {
  process.stderr.write(`downstream: --seeds: expected a number from 1 to 8, received ${values.seeds}\n`);
  process.exit(2);
}
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => 42 + index);

// The demo has a database of its own, even where the environment or .env names another one.
setEnvironment({ DATABASE_URL: '', AUTH_SECRET: '', SITE_URL: '', SITE_HOST: '', DATA_DIR: '.data/demo' });
setEnvironment({ CACHE_DIR: '.data/cache', API_PORT: String(await freePort()) }, { keeps: true });

const interrupted = untilInterrupted();
const print = (line: string) => process.stdout.write(`${line}\n`);
try {
  const environment = readEnvironment();
  const { DATA_DIR } = environment;
  mkdirSync(DATA_DIR, { recursive: true });
  const log = createWriteStream(join(DATA_DIR, 'log.txt'));

  const watch = stopwatch(bootstrapSeconds(), print);
  const system = await watch.step('start', `starting the system (its log is ${join(DATA_DIR, 'log.txt')})`, () =>
    startSystem(environment, {
      fresh: true,
      signal: interrupted.signal,
      onLine: (name, line) => log.write(`${name.padEnd(6)} ${line}\n`),
      onGivenUp: interrupted.fail,
    }),
  );
  try {
    const result = await interrupted.unlessInterrupted(runDemo(system, environment, seeds, watch));
    print(report(result));
    const lastLine = `demo: ${JSON.stringify(summary(result))}`;
    if (!values.exit) {
      print(
        `Everything stays up at ${system.url} until Ctrl-C. Later, DATA_DIR=.data/demo npm start opens it again.\n`,
      );
      print(lastLine);
      const failure = await interrupted.promise;
      if (failure) throw failure;
    }
    await system.stop();
    if (values.exit) print(lastLine);
  } finally {
    await system.stop();
  }
} catch (error) {
  process.stderr.write(`downstream: ${(error as Error).message}\n`);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
process.exit();
