import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { z } from 'zod';

const help = `node bin/checks/schemaChanges.ts [folder] — whether the API still serves the clients of the last release

It compares schema.graphql of a folder, server/ when none is named, with its releasedSchema.graphql. A change that
breaks clients is not good, unless its allowedBreaks.json names it with a reason. With each release run it with
--release: the released schema becomes today's, and the list of breaks begins again.
`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, release: { type: 'boolean' } },
  allowPositionals: true,
});
const folder = positionals[0] ?? fileURLToPath(new URL('../../server', import.meta.url));
const at = (name: string) => join(folder, name);

/** What the list of allowed breaks says of each: where it is, as inspector names it, and why it has to be. */
const allowedSchema = z.array(z.strictObject({ path: z.string(), type: z.string(), reason: z.string().min(20) }));

/** The changes that break clients and that nobody has allowed, and what is allowed and has not been broken. */
async function broken(): Promise<{ changes: Change[]; stale: string[] }> {
  const [released, today, list] = await Promise.all(
    ['releasedSchema.graphql', 'schema.graphql', 'allowedBreaks.json'].map((path) => readFile(at(path), 'utf8')),
  );
  const allowed = allowedSchema.parse(JSON.parse(list!));
  const isAllowed = (change: Change) =>
    allowed.some(({ path, type }) => path === change.path && type === String(change.type));
  const changes = (await diff(buildSchema(released!), buildSchema(today!))).filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  );
  const stale = allowed
    .filter(({ path, type }) => !changes.some((change) => change.path === path && String(change.type) === type))
    .map(({ path }) => path);
  return { changes: changes.filter((change) => !isAllowed(change)), stale };
}

if (values.help) {
  process.stdout.write(help);
} else if (values.release) {
  await copyFile(at('schema.graphql'), at('releasedSchema.graphql'));
  process.stdout.write("releasedSchema.graphql is today's schema. Empty allowedBreaks.json: [].\n");
} else {
  const { changes, stale } = await broken();
  for (const { path, type, message } of changes)
    process.stdout.write(`schema.graphql: ${path} (${String(type)}): ${message}\n`);
  for (const path of stale) process.stdout.write(`allowedBreaks.json: ${path} is not broken: take it out\n`);
  process.exitCode = changes.length + stale.length === 0 ? 0 : 1;
}
