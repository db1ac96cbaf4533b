import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files that speak of this machine's own clock: of files' times, of other sites, of a library. */
const ownClock = [
  'prisma/migrate.ts',
  'server/accounts/auth.ts',
  'server/datasets/uploads.ts',
  'server/lti/platformClient.ts',
  'worker/queue/rememberedProbe.ts',
];

test('server, workers and the database’s files ask the database’s clock, and not that of their machine', async () => {
  const asking: string[] = [];
  for await (const path of glob('{server,worker,prisma}/**/*.ts', { cwd: root, exclude: ['prisma/generated/**'] }))
    if (/new Date\(\)|Date\.now\(\)/.test(await readFile(`${root}/${path}`, 'utf8'))) asking.push(path);
  expect(asking.sort()).toEqual(ownClock);
});

test('the database itself writes the times that rows get when they are made', async () => {
  const schema = await readFile(`${root}/prisma/schema.prisma`, 'utf8');
  // Prisma's client would fill now() in, by its machine's clock.
  expect(schema).not.toContain('@default(now())');
});
