import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { backboneTableSource, startPlainJavaScript } from '#learning';
import { schemaSource } from '../server/schema.ts';

const help = `npm run generate — writes the committed files that are made from others

  contracts/backboneTable.ts          from learning/backbones
  server/schema.graphql               from the resolvers in server/

npm run db:migrate writes migrations. Clients and types that are not committed come from the command that needs them.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

await startPlainJavaScript();
await writeIfChanged('contracts/backboneTable.ts', backboneTableSource());
await writeIfChanged('server/schema.graphql', await schemaSource());
process.exit();

async function writeIfChanged(path: string, source: string): Promise<void> {
  const isSame = (await readFile(path, 'utf8').catch(() => undefined)) === source;
  if (!isSame) await writeFile(path, source);
  process.stdout.write(`${path}: ${isSame ? 'unchanged' : 'written'}\n`);
}
