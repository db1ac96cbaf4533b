import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { mostPerPage } from './connection.ts';
import { ApiError } from './errors.ts';

/** What one operation may cost. The dearest of the site's own, a chart of 200 runs, costs less than half. */
export const dearestOperation = 50_000;

/** One question of its own to the database, at least. A connection asks one each time that it is answered. */
const ownQuestion = 100;
const objectRow = 5;
const leaf = 1;
/** Numbers of a curve are read and written by the thousand. */
const curveLeaf = 0.1;
const curves = new Set(['points', 'epochs', 'curve']);
/** Rows of a list that nobody has bounded: a class, or what waits on a busy day. */
const unboundedRows = 100;
/** The same for each row of another list: of many courses few have many members. */
const unboundedInnerRows = 10;
/** Arguments that say how many rows come. */
const bounds = ['first', 'maxPoints', 'perClass'] as const;
/** Arguments that name the rows. */
const names = ['runIds', 'ids'] as const;

/**
 * What an operation will cost at most, before anything is read: rows times fields, each alias and each spread of a
 * fragment counted as often as it is executed. Throws QUERY_TOO_EXPENSIVE above `dearest`, and BAD_USER_INPUT
 * for a request with more than one mutation.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  dearest = dearestOperation,
): number {
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  let rootFields = 0;

  /**
   * Where a selection stands: at the top, how much its leaves cost, and whether it is answered once a row. In a
   * connection, how many rows its lists have.
   */
  interface Place {
    isRoot: boolean;
    leafCost: number;
    inList: boolean;
    pageRows?: number;
  }

  const costOf = (set: SelectionSetNode, typeName: string, place: Place): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (place.isRoot) rootFields += 1;
        cost += costOfField(selection, typeName, place);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment) cost += costOf(fragment.selectionSet, fragment.typeCondition?.name.value ?? typeName, place);
      }
      // Fragments that spread fragments can multiply without end: it is enough to know that it is too much.
      if (cost > dearest) return cost;
    }
    return cost;
  };

  const costOfField = (node: FieldNode, typeName: string, place: Place): number => {
    const { isRoot, leafCost, inList } = place;
    const parent = schema.getType(typeName);
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    // __typename and the schema about itself, which has a limit of GraphQL's own.
    if (!field) return leaf;
    const type = getNamedType(field.type);
    const base = isRoot || isConnection(type) ? ownQuestion : 0;
    if (!isCompositeType(type) || !node.selectionSet) return base + leafCost * (isList(field.type) ? 10 : 1);
    const isCurve = curves.has(node.name.value);
    const inner: Place = {
      isRoot: false,
      leafCost: isCurve ? curveLeaf : leafCost,
      inList: inList || isList(field.type),
      ...(isConnection(type) && { pageRows: rowsOfPage(field, node, coerced) }),
      ...(!isList(field.type) && pageOfNamed(field, node, coerced)),
    };
    const perRow = (isCurve ? 0 : objectRow) + costOf(node.selectionSet, type.name, inner);
    const rows = (isList(field.type) && place.pageRows) || rowsOf(field, node, coerced, inList);
    return base + rows * perRow;
  };

  const root = schema.getRootType(operation.operation);
  const cost = root ? costOf(operation.selectionSet, root.name, { isRoot: true, leafCost: leaf, inList: false }) : 0;
  if (operation.operation === OperationTypeNode.MUTATION && rootFields > 1)
    throw new ApiError('BAD_USER_INPUT', `Expected one mutation in a request, received ${rootFields}.`, badRequest);
  if (cost > dearest)
    throw new ApiError(
      'QUERY_TOO_EXPENSIVE',
      `Expected a question that costs at most ${dearest} (rows times fields), received one that costs more: ` +
        'ask for fewer rows, fields or aliases.',
      badRequest,
    );
  return Math.ceil(cost);
}

const badRequest = { http: { status: 400 } };

/** How many rows a field answers at most. */
function rowsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
  inList: boolean,
): number {
  const values = argumentsOf(field, node, variables);
  const named = names.map((name) => values[name]).find(Array.isArray);
  if (named && isList(field.type)) {
    // Each is a series whose `points` ask no argument of their own: their bound stands here.
    return named.length * Math.max(1, Number(values.maxPoints ?? 1) / unboundedInnerRows);
  }
  if (!isList(field.type)) return 1;
  const bound = bounds.map((name) => values[name]).find((value) => typeof value === 'number');
  if (bound === undefined) return inList ? unboundedInnerRows : unboundedRows;
  return Math.max(1, Number(bound));
}

/** How many rows a page of a connection has at most; the field itself refuses more than `mostPerPage`. */
function rowsOfPage(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): number {
  return Math.max(1, Number(argumentsOf(field, node, variables).first ?? mostPerPage));
}

/** What is said of several rows together has lists of them. */
function pageOfNamed(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): { pageRows?: number } {
  const values = argumentsOf(field, node, variables);
  const named = names.map((name) => values[name]).find(Array.isArray);
  return named ? { pageRows: Math.max(1, named.length) } : {};
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getFields().pageInfo !== undefined;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Record<string, unknown>) {
  try {
    return getArgumentValues(field, node, variables) as Record<string, unknown>;
  } catch {
    // GraphQL itself says what is wrong with them.
    return {} as Record<string, unknown>;
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
