import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#machine/environment';
import { isS3, nameOfLocation } from '#machine/storeLocation';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { runningDatabase, startDatabase } from './system/database.ts';
import { emptyData } from './system/emptyData.ts';

const help = `npm run db:reset — empties the database and removes the files of its datasets and runs

Of .data (DATA_DIR), or of DATABASE_URL. Downloads and computed features stay. Asks first.

  --yes  does not ask
`;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, yes: { type: 'boolean', short: 'y' } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
process.exitCode = await reset();

async function reset(): Promise<number> {
  const environment = readEnvironment();
  if ((await runningDatabase(environment)) !== undefined)
    return refuse('Downstream is running on this database: stop npm run dev or npm start first.');
  const where = environment.DATABASE_URL === undefined ? environment.DATA_DIR : hidePassword(environment.DATABASE_URL);
  if (!values.yes) {
    if (!process.stdin.isTTY) return refuse('There is no terminal to ask at: --yes does it without asking.');
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`Every account, course and run in ${where} will be gone. Type yes: `);
    terminal.close();
    if (answer.trim() !== 'yes') return refuse('Nothing was changed.');
  }
  const database = await startDatabase(environment);
  try {
    await emptyData(database.ownerUrl, environment);
    await prepareDatabase(database);
  } finally {
    await database.stop();
  }
  process.stdout.write(`${where} is empty\n`);
  const { objects, sealed } = environment.directories;
  if (isS3(objects))
    process.stdout.write(`The objects in ${nameOfLocation(objects)} and ${nameOfLocation(sealed)} are still there.\n`);
  return 0;
}

function refuse(reason: string): number {
  process.stderr.write(`downstream: ${reason}\n`);
  return 1;
}

function hidePassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
