import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { expect, it } from 'vitest';
import { describedPlaces } from '../../server/graphql/descriptions.ts';
import { createSchema, schemaSource } from '../../server/schema.ts';

it('is the schema that server/schema.graphql shows', async () => {
  const committed = await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
  expect(await schemaSource(), 'run "npm run generate"').toBe(committed);
});

/** Every type, field, argument and word of the API, with what it says of itself. */
function places(schema: GraphQLSchema): [string, string | null | undefined][] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => {
      const found: [string, string | null | undefined][] = [[type.name, type.description]];
      if (isEnumType(type))
        for (const value of type.getValues()) found.push([`${type.name}.${value.name}`, value.description]);
      if (isObjectType(type) || isInputObjectType(type))
        for (const field of Object.values(type.getFields())) {
          const place = `${type.name}.${field.name}`;
          found.push([place, field.description]);
          for (const { name, description } of 'args' in field ? field.args : [])
            found.push([`${place}(${name})`, description]);
        }
      return found;
    });
}

it('describes every type, field, argument and value', async () => {
  const undescribed = places(await createSchema()).filter(([, description]) => !description?.trim());
  expect(
    undescribed.map(([place]) => place),
    'describe it in its decorator, or in server/graphql/descriptions.ts',
  ).toEqual([]);
});

it('describes nothing that is not there', async () => {
  const there = new Set(places(await createSchema()).map(([place]) => place));
  expect(describedPlaces.filter((place) => !there.has(place))).toEqual([]);
});
