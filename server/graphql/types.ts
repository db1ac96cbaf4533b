import { registerEnumType } from 'type-graphql';

/** Makes a GraphQL enum of words that are spelt the same in TypeScript. */
export function graphqlEnum<const Name extends string>(
  name: string,
  values: readonly Name[],
  description?: string,
): { [Key in Name]: Key } {
  const members = Object.fromEntries(values.map((value) => [value, value])) as { [Key in Name]: Key };
  registerEnumType(members, { name, description });
  return members;
}
