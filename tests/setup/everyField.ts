import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { deepestQuery } from '../../server/documentLimits.ts';

/** Levels of a selection: the API takes a few more, which the field and its arguments around it need. */
const deepest = deepestQuery - 3;

/**
 * A selection of everything that can be reached from `type`: every field of every object on the way, except that no
 * path goes through the same type twice, or deeper than the API takes.
 */
function everyField(type: GraphQLOutputType, path: readonly string[] = []): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  if (path.includes(named.name) || path.length >= deepest) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .map((field) => `${field.name} ${everyField(field.type, [...path, named.name])}`);
  return `{ __typename ${fields.join(' ')} }`;
}

/**
 * Questions for every field of the query type, with the arguments that `argumentsOf` knows for it; each begins with the
 * field's name. A question that would be longer than the API takes is asked in several: "leaderboard 2".
 */
export function everyQuestion(schema: GraphQLSchema, argumentsOf: Record<string, string>): Record<string, string> {
  const query = schema.getQueryType() as GraphQLObjectType;
  return Object.fromEntries(
    Object.values(query.getFields()).flatMap((field) => {
      const given = argumentsOf[field.name];
      if (given === undefined && field.args.some(isRequiredArgument))
        throw new Error(`expected arguments for the query ${field.name}`);
      return selections(field.type).map((selection, index) => [
        index === 0 ? field.name : `${field.name} ${index + 1}`,
        `{ ${field.name}${given === undefined ? '' : `(${given})`} ${selection} }`,
      ]);
    }),
  );
}

/** Fewer words than the API takes of a question. */
const mostWords = 3000;

/** Selections of everything that can be reached from `type`, each of them short enough for one question. */
export function selections(type: GraphQLOutputType, path: readonly string[] = []): string[] {
  const whole = everyField(type, path);
  if (wordsOf(whole) <= mostWords) return [whole];
  const named = getNamedType(type) as GraphQLObjectType;
  const parts = Object.values(named.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .flatMap((field) => selections(field.type, [...path, named.name]).map((inner) => `${field.name} ${inner}`));
  const packed: string[] = [];
  for (const part of parts) {
    const last = packed.at(-1);
    const isNew = last === undefined || wordsOf(last) + wordsOf(part) > mostWords;
    if (isNew) packed.push(part);
    else packed[packed.length - 1] = `${last} ${part}`;
  }
  return packed.map((fields) => `{ __typename ${fields} }`);
}

function wordsOf(text: string): number {
  return text.match(/[{}]|[^\s{}]+/g)?.length ?? 0;
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
