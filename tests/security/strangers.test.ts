import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Database } from '#prisma/client';
import { type Client, clientOf, dataOf, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { selections } from '../setup/everyField.ts';
import { type Furnished, furnish } from '../setup/furnished.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

// Thousands of questions are asked.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

let server: TestServer;
let furnished: Furnished;
let schema: GraphQLSchema;
/** A row of each table, by the table's name. */
let rows: Map<string, string>;
let before: Map<string, string[]>;
const strangers = new Map<string, Client>();
/** What belongs to the strangers: their ids, and that of the course that one of them teaches. */
const theirs: string[] = [];

/** What only people of the course may read. */
const told = ['Sam Student', 'Kim Student', 'Park Student', 'sam@example.org', 'sam.student@', 'Well done.', 'oral'];

beforeAll(async () => {
  server = await startTestServer({ dearestOperation: Number.POSITIVE_INFINITY });
  furnished = await furnish(server);
  schema = buildClientSchema(await dataOf(furnished.student.query(getIntrospectionQuery())));
  rows = await aRowOfEach(server.database);
  const member = await signUp(server.url, { name: 'Member', email: 'member@elsewhere.example', password });
  const teacher = await signUp(server.url, { name: 'Teacher', email: 'teacher@elsewhere.example', password });
  await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'TEACHER' } });
  const { createCourse } = await dataOf(
    teacher.query('mutation { createCourse(input: { title: "Elsewhere" }) { id } }'),
  );
  strangers.set('a visitor', clientOf(server.url)).set('a member', member).set('a teacher of another course', teacher);
  theirs.push(member.user.id, teacher.user.id, createCourse.id, '@elsewhere.example', ' of a stranger');
  // What the server still does by itself would look like a change.
  await vi.waitUntil(async () => (await server.database.notice.count({ where: { mailDue: true } })) === 0, 60_000);
  before = await everyRow(server.database);
});
afterAll(() => server?.stop());

it.each(['a visitor', 'a member', 'a teacher of another course'])(
  '%s changes nothing of a course and learns nothing of it',
  async (who) => {
    const stranger = strangers.get(who)!;
    const faults: string[] = [];
    let asked = 0;
    for (const [kind, type] of [
      ['query', schema.getQueryType()!],
      ['mutation', schema.getMutationType()!],
    ] as const)
      for (const field of Object.values(type.getFields()))
        for (const given of everyAddress(field)) {
          asked++;
          const answer = await stranger.query(documentOf(kind, field), given);
          const text = JSON.stringify(answer);
          const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
          const learned = told.filter((word) => text.includes(word));
          if (learned.length > 0) faults.push(`${field.name} ${JSON.stringify(given)} tells ${learned.join(', ')}`);
          if (codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('GRAPHQL_VALIDATION_FAILED'))
            faults.push(`${field.name} ${JSON.stringify(given)} answers ${text.slice(0, 300)}`);
        }
    expect(faults).toEqual([]);
    // The series is one of many questions, or the lists above are wrong.
    expect(asked).toBeGreaterThan(1000);
    expect(changes(before, await everyRow(server.database))).toEqual([]);
  },
);

/** The rows that are not as they were, and that are not the strangers' own. */
function changes(then: Map<string, string[]>, now: Map<string, string[]>): string[] {
  const isTheirs = (row: string) => theirs.some((id) => row.includes(id));
  return [...now].flatMap(([table, found]) => {
    const old = new Set(then.get(table));
    const kept = new Set(found);
    return [
      ...found.filter((row) => !old.has(row) && !isTheirs(row)).map((row) => `${table} has ${row}`),
      ...[...old].filter((row) => !kept.has(row) && !isTheirs(row)).map((row) => `${table} had ${row}`),
    ];
  });
}

/**
 * Tables of no course: what workers say of themselves, who guessed a password, and the times of networks, which every
 * teacher may have measured.
 */
const ownLife = ['worker', 'failed_sign_ins', 'network_measurement'];

async function tables(database: Database): Promise<string[]> {
  const found = await database.$queryRaw<{ table_name: string }[]>`
    SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  return found.map((row) => row.table_name).filter((name) => !name.startsWith('_') && !ownLife.includes(name));
}

/** All rows of all tables, as text. */
async function everyRow(database: Database): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const table of await tables(database)) {
    const lines = await database.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${table}" t`,
    );
    found.set(
      table,
      lines.map(({ row }) => row),
    );
  }
  return found;
}

/** The id of one row of each table that has ids. */
async function aRowOfEach(database: Database): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of await tables(database)) {
    const [first] = await database.$queryRawUnsafe<{ id: string | null }[]>(
      `SELECT to_jsonb(t)->>'id' AS id FROM "${table}" t LIMIT 1`,
    );
    if (first?.id) found.set(table, first.id);
  }
  return found;
}

/**
 * The variables for a field, once for each row that its `id` may name: the schema does not say of what an `id` is. What
 * else is asked for is of the furnished course.
 */
function everyAddress(field: GraphQLField<unknown, unknown>): Record<string, unknown>[] {
  const variables = (id: string) =>
    Object.fromEntries(field.args.map((argument) => [argument.name, triedFor(argument, id)]));
  const isAmbiguous = JSON.stringify(variables('?')).includes('"?"');
  return isAmbiguous ? [...rows.values()].map(variables) : [variables('')];
}

/** Arguments whose name says which table's row they name, beside those that are called after their table. */
const tableOf: Record<string, string> = {
  studentId: 'user',
  userId: 'user',
  userIds: 'user',
  actorId: 'user',
  guestId: 'lecture_guest',
  datasetVersionId: 'dataset_version',
  beforeId: 'dataset_version',
  afterId: 'dataset_version',
  baseId: 'run',
  runIds: 'run',
};

/** Something to try for an argument or a field of an input. What is optional and names nothing is left out. */
function triedFor({ name, type }: GraphQLArgument | GraphQLInputField, id: string): unknown {
  const named = getNamedType(type);
  if (named.name !== 'ID' && !isNonNullType(type)) return undefined;
  const value = isInputObjectType(named)
    ? Object.fromEntries(Object.values(named.getFields()).map((field) => [field.name, triedFor(field, id)]))
    : named.name === 'ID'
      ? idFor(name, id)
      : isEnumType(named)
        ? named.getValues()[0]!.name
        : scalarFor(name, named.name);
  return isList(type) && value !== undefined ? [value] : value;
}

function idFor(name: string, id: string): string | undefined {
  if (name === 'id' || name === 'ids') return id;
  if (name === 'after') return undefined;
  if (name === 'uploadId') return 'an upload of a stranger';
  if (name === 'sha256') return 'a'.repeat(64);
  const table = tableOf[name] ?? name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return rows.get(table) ?? rows.get('section');
}

function scalarFor(name: string, type: string): unknown {
  if (name === 'email' || name === 'emails') return 'new@elsewhere.example';
  if (name === 'url') return 'https://elsewhere.example/';
  if (type === 'DateTime') return '2030-01-01T10:00:00Z';
  if (type === 'JSON') return { backbone: 'CNN', inputSize: 46 };
  if (type === 'Int') return 1;
  if (type === 'Float') return 0.5;
  if (type === 'Boolean') return true;
  return `${name} of a stranger`;
}

const isList = (type: GraphQLInputType) => isListType(getNullableType(type));

function documentOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const used = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = kind === 'query' ? (selections(field.type)[0] ?? '') : outline(field);
  return `${kind}${declared && `(${declared})`} { ${field.name}${used && `(${used})`} ${selection} }`;
}

/** What a mutation is asked for: its answer's id, where there is one. */
function outline({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  return 'getFields' in named ? '{ __typename }' : '';
}
