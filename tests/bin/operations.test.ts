import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import * as commandOperations from '../../bin/api/operations.ts';
import * as demoOperations from '../../bin/demo/operations.ts';

const schema = buildSchema(await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8'));

test.each(Object.entries({ ...commandOperations, ...demoOperations }))(
  'the operation %s asks for what the API has',
  (_name, { document }) => {
    expect(validate(schema, parse(document))).toEqual([]);
  },
);
