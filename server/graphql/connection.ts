import 'reflect-metadata';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { Prisma } from '#prisma/client';
import { ApiError } from './errors.ts';
import { requirePlainText } from './plainText.ts';

/**
 * Cursor connections, as GraphQL's "Cursor Connections Specification" has them: a list that grows is answered in pages,
 * and the next page begins after a cursor. Pages are keyset pages: the database goes on in the index where the page
 * before ended, so the thousandth page is as fast as the first.
 *
 *   export const RunConnection = connectionOf(() => Run, 'Run');
 *
 *   const order: KeyColumn<RunRow>[] = [
 *     { key: 'submittedAt', kind: 'date', direction: 'desc' },
 *     { key: 'id', kind: 'text', direction: 'desc' },
 *   ];
 *   readPage(
 *     page,
 *     order,
 *     ({ where, orderBy, take }) => database.run.findMany({ where: { AND: [visible, where] }, orderBy, take }),
 *     () => database.run.count({ where: visible }),
 *   );
 */

/** The most rows that one page has. */
export const mostPerPage = 100;

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: 50, description: `How many rows to answer at most: 1 to ${mostPerPage}.` })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'The endCursor of the page before, or the cursor of an edge: the page begins with the row after it.',
  })
  after?: string | null;
}

@ObjectType({ description: 'Where a page of a list begins and ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether rows follow: ask for them with endCursor as after.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether this page begins after a cursor.' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first row; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last row; null on an empty page.' })
  endCursor!: string | null;
}

/** What a resolver of a connection answers. The type of its rows may be another than GraphQL's, as for every field. */
export interface Page<Row> {
  edges: { node: Row; cursor: string }[];
  nodes: Row[];
  pageInfo: PageInfo;
  /** Counts all rows of the list, when the question asks for it. */
  count: () => Promise<number>;
}

/** The GraphQL types `<name>Connection` and `<name>Edge`. Call it once for each name, beside the type of the rows. */
export function connectionOf<Node extends object>(node: () => ClassType<Node>, name: string) {
  @ObjectType(`${name}Edge`, { description: 'A row of a list and its place there.' })
  class Edge {
    @Field(node, { description: 'The row.' }) node!: Node;
    @Field(() => String, { description: 'Its place: a page after it begins with the next row.' }) cursor!: string;
  }
  @ObjectType(`${name}Connection`, { description: 'One page of a list.' })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' }) edges!: Edge[];
    @Field(() => [node()], { description: 'The rows.' }) nodes!: Node[];
    @Field(() => PageInfo, { description: 'Where the page begins and ends.' }) pageInfo!: PageInfo;
    count!: () => Promise<number>;
    @Field(() => Int, { description: 'How many rows all pages have together. It is counted only when asked for.' })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return Connection;
}

/**
 * One column that a list is ordered by. The last column of an order makes it unique. A cursor holds the values, and
 * who gets it can read them: no column may be one that the asker must not see.
 */
export interface KeyColumn<Row> {
  /** The row's property, also one of a relation that the rows are read with, such as "user.name". */
  key: (keyof Row & string) | `${keyof Row & string}.${string}`;
  kind: keyof typeof kinds;
  direction: 'asc' | 'desc';
  /** How SQL calls it, of a list that is read by a statement in SQL. */
  sql?: Prisma.Sql;
}

/** What a page asks of the database: for Prisma's findMany, and for a statement in SQL. */
export interface Slice {
  where: object;
  orderBy: object[];
  /** One row more than the page has, to know whether others follow. */
  take: number;
  sql: { where: Prisma.Sql; orderBy: Prisma.Sql };
  /** The values of the cursor's columns, for a list that is not read from the database. */
  after: Value[] | undefined;
}

/**
 * One page of a list. `read` gets the slice to read, in the order of `columns`; `count` counts the list without it.
 * Throws BAD_USER_INPUT unless 1 ≤ first ≤ 100 and `after` is a cursor of a list in this order.
 */
export async function readPage<Row>(
  { first, after }: PageArguments,
  columns: readonly KeyColumn<Row>[],
  read: (slice: Slice) => PromiseLike<Row[]>,
  count: () => Promise<number>,
): Promise<Page<Row>> {
  if (first < 1 || first > mostPerPage)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostPerPage}, received ${first}.`);
  const values = after == null ? undefined : readCursor(after, columns);
  const rows = await read({
    where: values ? prismaAfter(columns, values) : {},
    orderBy: columns.map(({ key, direction }) => nested(key, direction)),
    take: first + 1,
    get sql() {
      return { where: values ? sqlAfter(columns, values) : Prisma.sql`TRUE`, orderBy: sqlOrder(columns) };
    },
    after: values,
  });
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ node, cursor: writeCursor(node, columns) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: values !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}

/** One page of a list that is in memory already, in its own order. */
export function pageOf<Row extends object>(page: PageArguments, list: readonly Row[]): Promise<Page<Row>> {
  const rows: (Row & { place: number })[] = list.map((row, place) => ({ ...row, place }));
  return readPage<Row & { place: number }>(
    page,
    [{ key: 'place' as keyof Row & string, kind: 'int', direction: 'asc' }],
    async ({ take, after }) => {
      const first = after === undefined ? 0 : Number(after[0]) + 1;
      return rows.slice(first, first + take);
    },
    async () => rows.length,
  );
}

// ── Cursors ───────────────────────────────────────────────────────────────

const largestInt = 2 ** 31 - 1;

/** How values of a kind stand in a cursor, and in SQL. */
const kinds = {
  date: { schema: z.iso.datetime().transform((text) => new Date(text)), sqlType: Prisma.sql`timestamp(3)` },
  int: { schema: z.int().min(-largestInt).max(largestInt), sqlType: Prisma.sql`int` },
  float: { schema: z.number(), sqlType: Prisma.sql`double precision` },
  text: { schema: z.string(), sqlType: Prisma.sql`text` },
};

type Value = Date | number | string;

function writeCursor<Row>(row: Row, columns: readonly KeyColumn<Row>[]): string {
  const values = columns.map(({ key }) => key.split('.').reduce((object: unknown, name) => read(object, name), row));
  return Buffer.from(JSON.stringify([orderOf(columns), ...values])).toString('base64url');
}

const read = (object: unknown, name: string) => (object as Record<string, unknown>)[name];

/** A cursor of another order would begin anywhere: it names the order that it belongs to. */
function orderOf(columns: readonly KeyColumn<never>[]): string {
  return columns.map(({ key, direction }) => (direction === 'desc' ? `-${key}` : key)).join(' ');
}

function readCursor<Row>(cursor: string, columns: readonly KeyColumn<Row>[]): Value[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // The request's own check saw the letters of the cursor, not what they stand for.
    requirePlainText(parts, 'after');
    const [order, ...values] = z
      .array(z.unknown())
      .length(columns.length + 1)
      .parse(parts);
    if (order !== orderOf(columns)) throw new Error('another order');
    return columns.map(({ kind }, index) => kinds[kind].schema.parse(values[index]));
  } catch {
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected a cursor of this list, in this order, as after; received ${JSON.stringify(cursor.slice(0, 100))}.`,
    );
  }
}

// ── Conditions ────────────────────────────────────────────────────────────

/** {user: {name: value}} of "user.name". */
function nested(key: string, value: unknown): object {
  return key.split('.').reduceRight((inner, name) => ({ [name]: inner }), value) as object;
}

/**
 * Rows after a cursor: those that are equal in the first columns and beyond it in the next, for each column. The bound
 * on the first column alone says nothing new, but an index scan can begin with it.
 */
function prismaAfter<Row>(columns: readonly KeyColumn<Row>[], values: readonly Value[]): object {
  const beyond = ({ key, direction }: KeyColumn<Row>, index: number, orEqual: '' | 'e') =>
    nested(key, { [`${direction === 'asc' ? 'gt' : 'lt'}${orEqual}`]: values[index] });
  return {
    AND: [
      beyond(columns[0]!, 0, 'e'),
      {
        OR: columns.map((column, index) => ({
          AND: [...columns.slice(0, index).map(({ key }, i) => nested(key, values[i])), beyond(column, index, '')],
        })),
      },
    ],
  };
}

function sqlAfter<Row>(columns: readonly KeyColumn<Row>[], values: readonly Value[]): Prisma.Sql {
  const compare = (index: number, operator: Prisma.Sql) => {
    const value = values[index]!;
    const parameter = value instanceof Date ? value.toISOString().replace('Z', '') : value;
    const type = kinds[columns[index]!.kind].sqlType;
    return Prisma.sql`${sqlName(columns[index]!)} ${operator} ${parameter}::${type}`;
  };
  const beyond = (index: number) => compare(index, columns[index]!.direction === 'asc' ? Prisma.sql`>` : Prisma.sql`<`);
  const notBefore = compare(0, columns[0]!.direction === 'asc' ? Prisma.sql`>=` : Prisma.sql`<=`);
  const steps = columns.map((_, index) =>
    Prisma.join([...columns.slice(0, index).map((_, i) => compare(i, Prisma.sql`=`)), beyond(index)], ' AND '),
  );
  return Prisma.sql`(${notBefore} AND (${Prisma.join(steps, ' OR ')}))`;
}

function sqlOrder<Row>(columns: readonly KeyColumn<Row>[]): Prisma.Sql {
  const order = { asc: Prisma.sql`ASC`, desc: Prisma.sql`DESC` };
  return Prisma.join(columns.map((column) => Prisma.sql`${sqlName(column)} ${order[column.direction]}`));
}

function sqlName<Row>({ key, sql }: KeyColumn<Row>): Prisma.Sql {
  if (!sql) throw new Error(`expected how SQL calls the column ${key} of a list that SQL reads`);
  return sql;
}
