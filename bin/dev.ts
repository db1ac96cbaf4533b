import { parseArgs } from 'node:util';
import { readEnvironment } from '#machine/environment';
import { followSources } from './dev/followSources.ts';
import { firstAccountLine } from './system/firstAccount.ts';
import { printLine } from './system/printLine.ts';
import { launchSystem } from './system/startSystem.ts';
import { Interrupted, untilInterrupted } from './system/untilInterrupted.ts';

const help = `npm run dev — PostgreSQL, the API server, a worker and the site, for work on the sources

Needs no build. The site shows a change in web/ or contracts/ at once. The API server and the worker start again when a
file that they import changes; runs go on from their last checkpoint. A changed prisma/schema.prisma makes the database
client again, a new folder in prisma/migrations is applied, a changed *.graphql makes the types of the operations again.
A part that fails says so, and starts again at the next change.

The site is at http://localhost:3000 (WEB_PORT), the data in .data (DATA_DIR), as with npm start. npm run db:seed puts a
small course into it. Ctrl-C stops everything.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const interrupted = untilInterrupted();
const say = (line: string) => printLine('dev', line);
try {
  const system = await launchSystem(readEnvironment(), {
    mode: 'development',
    signal: interrupted.signal,
    onStep: (text) => say(`${text} …`),
    onLine: printLine,
    // What it printed last stands above already.
    onGivenUp: ({ message }) => say(`${message.split(' Its last words:')[0]} It starts again when a file changes.`),
  });
  const stopFollowing = await followSources(system, say);
  system.ready.then(
    () => {
      say(`Downstream is at ${system.url}. Ctrl-C stops everything.`);
      const first = firstAccountLine(system);
      if (first) say(first);
    },
    ({ message }) => say(`Not everything has started: ${message.split('\n')[0]}`),
  );
  await interrupted.promise;
  say('stopping …');
  stopFollowing();
  await system.stop();
} catch (error) {
  if (!(error instanceof Interrupted)) {
    process.stderr.write(`downstream: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
process.exit();
