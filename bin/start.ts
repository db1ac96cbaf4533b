import { parseArgs } from 'node:util';
import { readEnvironment } from '#machine/environment';
import { firstAccountLine } from './system/firstAccount.ts';
import { printLine } from './system/printLine.ts';
import { startSystem } from './system/startSystem.ts';
import { Interrupted, untilInterrupted } from './system/untilInterrupted.ts';

const help = `npm start — PostgreSQL, the API server, a worker and the site, for daily use

The site is at http://localhost:3000 (WEB_PORT), its data in .data (DATA_DIR).
.env.example lists every variable; a file .env is read too. Ctrl-C stops everything.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const interrupted = untilInterrupted();
try {
  const system = await startSystem(readEnvironment(), {
    signal: interrupted.signal,
    onStep: (text) => printLine('start', `${text} …`),
    onLine: printLine,
    onGivenUp: interrupted.fail,
  });
  const first = firstAccountLine(system);
  process.stdout.write(`
Downstream is at ${system.url}
${first ? `\n${first}\nIt becomes the administrator and may create courses. Nobody else can sign up before.\n` : ''}
Ctrl-C stops everything.

`);
  const failure = await interrupted.promise;
  printLine('start', 'stopping …');
  await system.stop();
  if (failure) throw failure;
} catch (error) {
  if (!(error instanceof Interrupted)) {
    process.stderr.write(`downstream: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
process.exit();
