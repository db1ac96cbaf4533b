import { readdir, readFile } from 'node:fs/promises';
import { getIntrospectionQuery, parse, print, separateOperations, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deepestQuery, mostAliases, parseOptions, validationRules } from '../../server/documentLimits.ts';
import { createSchema } from '../../server/schema.ts';
import { clientOf, codeOf, type SignedIn, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

describe('questions', () => {
  let server: TestServer;
  let ada: SignedIn;
  beforeAll(async () => {
    // These documents are about depth; their cost has tests of its own.
    server = await startTestServer({ dearestOperation: Number.POSITIVE_INFINITY });
    ada = await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
  });
  afterAll(() => server.stop());

  const nest = (depth: number) =>
    `${'course { assignments { '.repeat((depth - 2) / 2)}id${' } }'.repeat((depth - 2) / 2)}`;

  it('that are too deep are refused, over HTTP and WebSocket, hidden in fragments or not', async () => {
    const deep = `{ assignment(id: "x") { ${nest(deepestQuery + 2)} } }`;
    expect(await ada.query(deep)).toMatchObject({
      status: 400,
      errors: [
        {
          message: `Query depth limit of ${deepestQuery} exceeded, found ${deepestQuery + 2}.`,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
    expect(await codeOf(ada.query(`{ assignment(id: "x") { ${nest(deepestQuery)} } }`))).toBe('NOT_FOUND');
    const hidden = [
      '{ assignment(id: "x") { ...a } }',
      `fragment a on Assignment { ${nest(10).replace('id', '...b')} }`,
      `fragment b on Assignment { ${nest(6)} }`,
    ].join(' ');
    expect((await ada.query(hidden)).errors?.[0]?.message).toContain('depth limit');
    const nested = nest(deepestQuery).replace('id', '... on Assignment { course { id } }');
    const inline = `{ assignment(id: "x") { ${nested} } }`;
    expect((await ada.query(inline)).errors?.[0]?.message).toContain('depth limit');
    const subscription = `subscription { runProgress(runId: "x") { run { assignment { ${nest(deepestQuery)} } } } }`;
    await expect(ada.subscribe(subscription).next()).rejects.toMatchObject([
      { message: expect.stringContaining('depth limit') },
    ]);
  });

  it('do not become deeper by their fragments', async () => {
    const spread = [
      '{ assignment(id: "x") { ...a } } fragment a on Assignment { ...b }',
      `fragment b on Assignment { ${nest(deepestQuery)} }`,
    ].join(' ');
    expect(await codeOf(ada.query(spread))).toBe('NOT_FOUND');
  });

  it('whose fragments spread themselves are refused', async () => {
    const cyclic =
      '{ assignment(id: "x") { ...a } } fragment a on Assignment { course { assignments { ...b } } } ' +
      'fragment b on Assignment { ...a }';
    expect(await codeOf(ada.query(cyclic))).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('that are too long are refused', async () => {
    const many = Array.from({ length: 2000 }, () => 'me { id }').join(' ');
    expect(await codeOf(ada.query(`{ ${many} }`))).toBe('GRAPHQL_PARSE_FAILED');
    await expect(ada.subscribe(`{ ${many} }`).next()).rejects.toMatchObject([
      { message: expect.stringContaining('more that 4000 tokens') },
    ]);
  });

  it('that ask the same under many aliases are refused, hidden in a fragment or not', async () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: name`).join(' ');
    expect(await codeOf(ada.query(`{ me { ${aliases(mostAliases)} } }`))).toBeUndefined();
    expect((await ada.query(`{ me { ${aliases(mostAliases + 1)} } }`)).errors?.[0]?.message).toContain('Aliases limit');
    const hidden = `{ me { ...a } } fragment a on User { ${aliases(mostAliases + 1)} }`;
    expect((await ada.query(hidden)).errors?.[0]?.message).toContain('Aliases limit');
  });

  it('that have many directives are refused', async () => {
    const directives = (count: number) => `{ me { ${'id @include(if: true) '.repeat(count)} } }`;
    expect(await codeOf(ada.query(directives(50)))).toBeUndefined();
    expect((await ada.query(directives(51))).errors?.[0]?.message).toContain('Directives limit');
  });

  it('about the schema are answered, so that it can be explored', async () => {
    expect(await codeOf(clientOf(server.url).query(getIntrospectionQuery()))).toBeUndefined();
  });

  it('of the site are all within the limits', async () => {
    const folder = new URL('../../web/graphql/', import.meta.url);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
    const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    // Each operation goes over the wire with the fragments that it spreads.
    const operations = Object.values(separateOperations(parse(texts.join('\n'))));
    expect(operations.length).toBeGreaterThan(10);
    const schema = await createSchema();
    for (const operation of operations) {
      const document = parse(print(operation), parseOptions);
      expect(validate(schema, document, [...specifiedRules, ...validationRules])).toEqual([]);
    }
  });
});
