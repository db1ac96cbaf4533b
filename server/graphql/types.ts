import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, Int, registerEnumType } from 'type-graphql';
import { z } from 'zod';

/** Makes a GraphQL enum of words that are spelt the same in TypeScript; `ofValues` describes each of them. */
export function graphqlEnum<const Name extends string>(
  name: string,
  values: readonly Name[],
  description?: string,
  ofValues: { [Key in Name]?: string } = {},
): { [Key in Name]: Key } {
  const members = Object.fromEntries(values.map((value) => [value, value])) as { [Key in Name]: Key };
  const valuesConfig = Object.fromEntries(
    Object.entries<string | undefined>(ofValues).map(([value, text]) => [value, { description: text }]),
  ) as { [Key in Name]?: { description: string } };
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

/**
 * Gives a GraphQL type a field for every field of a zod object: its type, whether it may be null, its default and its
 * description. `enums` has the GraphQL enums of the fields that are one; zod objects and unknowns become JSON.
 */
export function addFields<Shape extends z.ZodRawShape>(
  type: { prototype: object },
  { shape }: z.ZodObject<Shape>,
  enums: { [Name in keyof Shape]?: object } = {},
): void {
  for (const [name, schema] of Object.entries<z.core.$ZodType>(shape)) {
    const { inner, nullable, defaultValue } = unwrap(schema);
    const description = z.globalRegistry.get(schema)?.description;
    Field(() => enums[name] ?? graphqlType(name, inner), { nullable, defaultValue, description })(type.prototype, name);
  }
}

interface Unwrapped {
  inner: z.core.$ZodType;
  nullable?: boolean;
  defaultValue?: unknown;
}

/** What is inside of `nullable`, `optional`, `nullish` and `default`. */
function unwrap(schema: z.core.$ZodType): Unwrapped {
  if (schema instanceof z.ZodDefault) return { ...unwrap(schema.def.innerType), defaultValue: schema.def.defaultValue };
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return { ...unwrap(schema.def.innerType), nullable: true };
  return { inner: schema };
}

function graphqlType(name: string, schema: z.core.$ZodType) {
  if (schema instanceof z.ZodString) return String;
  if (schema instanceof z.ZodBoolean) return Boolean;
  if (schema instanceof z.ZodNumber) return schema.isInt ? Int : Float;
  if (schema instanceof z.ZodDate) return GraphQLDateTime;
  if (schema instanceof z.ZodObject || schema instanceof z.ZodUnknown) return GraphQLJSON;
  throw new Error(`expected a zod type that GraphQL has too for ${name}, received ${schema._zod.def.type}`);
}
