import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../bin/checks/schemaChanges.ts', import.meta.url));
const released = 'type Query { runs(first: Int = 5): [String!]! queue: String }';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-'));
  await writeFile(join(folder, 'releasedSchema.graphql'), released);
});
afterAll(() => rm(folder, { recursive: true }));

async function check(today: string, allowed: object[] = [], options: string[] = []) {
  await writeFile(join(folder, 'schema.graphql'), today);
  await writeFile(join(folder, 'allowedBreaks.json'), JSON.stringify(allowed));
  return new Promise<{ code: number; printed: string }>((resolve) =>
    execFile(process.execPath, [script, folder, ...options], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), printed: stdout + stderr }),
    ),
  );
}

describe('the check of the API', () => {
  it('is content with what is new, deprecated or described', async () => {
    const today =
      'type Query { "All." runs(first: Int = 5, search: String): [String!]! ' +
      'queue: String @deprecated(reason: "x") a: Int }';
    expect(await check(today)).toEqual({ code: 0, printed: '' });
  });

  it.each([
    ['a field that is gone', 'type Query { runs(first: Int = 5): [String!]! }', 'Query.queue'],
    ['an argument that must be given', 'type Query { runs(first: Int = 5, id: ID!): [String!]! queue: String }', 'id'],
    ['an answer that may be null', 'type Query { runs(first: Int = 5): [String!] queue: String }', 'Query.runs'],
  ])('names %s', async (_what, today, path) => {
    const { code, printed } = await check(today);
    expect(code).toBe(1);
    expect(printed).toContain(path);
  });

  it('lets a break pass that is listed with a reason, and no break that is not there', async () => {
    const today = 'type Query { runs(first: Int = 5): [String!]! }';
    const entry = { path: 'Query.queue', type: 'FIELD_REMOVED', reason: 'Nobody has asked for it since 2025.' };
    expect(await check(today, [entry])).toEqual({ code: 0, printed: '' });
    expect((await check(today, [{ ...entry, reason: '' }])).code).toBe(1);
    expect(await check(released, [entry])).toMatchObject({ code: 1, printed: expect.stringContaining('take it out') });
  });

  it('begins again with a release', async () => {
    const today = 'type Query { runs(first: Int = 5): [String!]! }';
    expect((await check(today, [], ['--release'])).code).toBe(0);
    expect(await readFile(join(folder, 'releasedSchema.graphql'), 'utf8')).toBe(today);
    expect((await check(today)).code).toBe(0);
    await writeFile(join(folder, 'releasedSchema.graphql'), released);
  });
});
