import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * A selection of everything that can be reached from `type`: every field of every object on the way, except that no
 * path goes through the same type twice.
 */
export function everyField(type: GraphQLOutputType, path: readonly string[] = []): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  if (path.includes(named.name)) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .map((field) => `${field.name} ${everyField(field.type, [...path, named.name])}`);
  return `{ __typename ${fields.join(' ')} }`;
}

/** One question for each field of the query type, with the arguments that `argumentsOf` knows for it. */
export function everyQuestion(schema: GraphQLSchema, argumentsOf: Record<string, string>): Record<string, string> {
  const query = schema.getQueryType() as GraphQLObjectType;
  return Object.fromEntries(
    Object.values(query.getFields()).map((field) => {
      const given = argumentsOf[field.name];
      if (given === undefined && field.args.some(isRequiredArgument))
        throw new Error(`expected arguments for the query ${field.name}`);
      return [field.name, `{ ${field.name}${given === undefined ? '' : `(${given})`} ${everyField(field.type)} }`];
    }),
  );
}

/**
 * Fields and their types, as "Run.recipe", of all types that queries reach: what the questions must have met. What only
 * mutations and subscriptions answer is left out.
 */
export function allFields(schema: GraphQLSchema): string[] {
  const query = schema.getQueryType() as GraphQLObjectType;
  const reached = new Set<GraphQLObjectType>();
  const reach = (type: GraphQLObjectType) => {
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (!isObjectType(named) || reached.has(named)) continue;
      reached.add(named);
      reach(named);
    }
  };
  reach(query);
  return [...reached].flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

/** The fields that an answer holds, as "Run.recipe"; the answer must have been asked for with `__typename`. */
export function fieldsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) fieldsOf(item, found);
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) {
      if ('__typename' in value && name !== '__typename') found.add(`${value.__typename}.${name}`);
      fieldsOf(inner, found);
    }
  return found;
}
