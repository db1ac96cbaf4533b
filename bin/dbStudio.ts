import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { childEnvironment, readEnvironment } from '#machine/environment';
import { packageScript } from './bootstrap/project.mjs';
import { openDatabase } from './system/database.ts';

const help = `npm run db:studio — shows the tables of the database in a browser, with Prisma Studio

Of .data (DATA_DIR), or of DATABASE_URL; npm run dev may run meanwhile. Ctrl-C ends it.

  --port <n>  where it listens (5555)
`;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, port: { type: 'string', default: '5555' } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const database = await openDatabase(readEnvironment());
const script = packageScript('prisma');
const args = ['studio', '--url', database.ownerUrl, '--port', values.port, '--browser', 'none'];
const studio = spawn(process.execPath, [script, ...args], {
  stdio: 'inherit',
  env: childEnvironment({ CHECKPOINT_DISABLE: '1' }),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => studio.kill(signal));
const [code] = await once(studio, 'exit');
await database.stop();
process.exitCode = code ?? 0;
