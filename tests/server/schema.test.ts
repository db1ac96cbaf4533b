import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { schemaSource } from '../../server/schema.ts';

it('is the schema that server/schema.graphql shows', async () => {
  const committed = await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
  expect(await schemaSource(), 'run "npm run generate"').toBe(committed);
});
