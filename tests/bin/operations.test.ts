import { readFile } from 'node:fs/promises';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(await read('server/schema.graphql'));
const documents = await Promise.all(
  ['bin/api/operations.graphql', 'bin/classroom/classroom.graphql', 'bin/demo/report.graphql'].map(async (path) =>
    parse(await read(path)),
  ),
);
const operations = documents.flatMap((document) => {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [operation.name!.value, { ...document, definitions: [operation, ...fragments] }] as const);
});
const isUnused = ({ message }: { message: string }) => /^Fragment ".*" is never used\.$/.test(message);

test.each(operations)('the operation %s asks for what the API has', (_name, document) => {
  expect(validate(schema, document).filter((error) => !isUnused(error))).toEqual([]);
});
