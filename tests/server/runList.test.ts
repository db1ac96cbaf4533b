import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const list = `query($id: ID!, $filter: RunFilterInput! = {}, $first: Int! = 50, $after: String) {
  assignment(id: $id) { runs(filter: $filter, first: $first, after: $after) {
    nodes { id } edges { cursor node { id } } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;

interface Variables {
  filter?: object;
  first?: number;
  after?: string | null;
}

describe('the runs of an assignment', () => {
  let server: TestServer;
  let room: Classroom;
  let id: string;
  let ada: SignedIn;
  let bob: SignedIn;
  /** Newest first. */
  const ids: string[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada Byron');
    bob = await room.student('Bob_1');
    id = await room.assignment();
    await server.database.enrollment.updateMany({ where: { userId: bob.user.id }, data: { studentNumber: '20-77' } });
    for (let number = 0; number < 12; number += 1) {
      const run = await insertRun(server.database, {
        assignmentId: id,
        studentId: number % 2 === 0 ? ada.user.id : bob.user.id,
        status: number < 4 ? 'SUCCEEDED' : 'TRAINING',
        // Six instants, two runs each: a cursor has to tell them apart.
        submittedAt: new Date(Date.UTC(2026, 10, 24, 12, number >> 1)),
        revision: number < 6 ? 1 : 2,
        ...(number === 11 && { recipe: { backbone: 'MobileNetV2', inputSize: 96 }, name: 'the 50% one' }),
      });
      ids.push(run.id);
    }
    const times = new Map(ids.map((runId, number) => [runId, number >> 1]));
    ids.sort((a, b) => times.get(b)! - times.get(a)! || (a < b ? 1 : -1));
  });
  afterAll(() => server.stop());

  const page = async (client: SignedIn, variables: Variables = {}) =>
    (await dataOf(client.query(list, { id, ...variables }))).assignment.runs;
  const found = async (client: SignedIn, filter: object) =>
    (await page(client, { filter })).nodes.map((run: { id: string }) => run.id);

  it('come page after page, each run once, newest first, and the last page says so', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 1; ; pages += 1) {
      const { nodes, edges, pageInfo, totalCount } = await page(room.instructor, { first: 5, after });
      expect(edges.map((edge: { node: object }) => edge.node)).toEqual(nodes);
      expect(pageInfo).toMatchObject({
        hasPreviousPage: pages > 1,
        startCursor: edges[0].cursor,
        endCursor: edges.at(-1).cursor,
      });
      expect(totalCount).toBe(12);
      seen.push(...nodes.map((run: { id: string }) => run.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(ids);
    const last = await page(room.instructor, { first: 12, after: null });
    expect(last.pageInfo.hasNextPage).toBe(false);
    expect(await page(room.instructor, { after: last.pageInfo.endCursor })).toEqual({
      nodes: [],
      edges: [],
      totalCount: 12,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it('go on where a page ended, also when newer runs have come', async () => {
    const { pageInfo } = await page(room.instructor, { first: 3 });
    const newer = await insertRun(server.database, { assignmentId: id, studentId: ada.user.id });
    const next = await page(room.instructor, { first: 3, after: pageInfo.endCursor });
    expect(next.nodes.map((run: { id: string }) => run.id)).toEqual(ids.slice(3, 6));
    await server.database.run.delete({ where: { id: newer.id } });
  });

  it('are all seen by the staff, and their own by a student', async () => {
    expect((await page(ada)).totalCount).toBe(6);
    expect(await found(ada, { studentId: ada.user.id })).toHaveLength(6);
    expect(await codeOf(ada.query(list, { id, filter: { studentId: bob.user.id } }))).toBe('FORBIDDEN');
    expect(await found(room.instructor, { studentId: bob.user.id })).toHaveLength(6);
    const mine = '{ myRuns(first: 3) { totalCount nodes { student { id } } } }';
    const { myRuns } = await dataOf(ada.query(mine));
    expect(myRuns).toEqual({ totalCount: 6, nodes: Array(3).fill({ student: { id: ada.user.id } }) });
    expect((await dataOf(room.instructor.query(mine))).myRuns.totalCount).toBe(0);
  });

  it('are narrowed by state, revision, backbone and words', async () => {
    const { instructor } = room;
    expect(await found(instructor, { statuses: ['SUCCEEDED'] })).toHaveLength(4);
    expect(await found(instructor, { revision: 2, statuses: ['TRAINING'] })).toHaveLength(6);
    expect(await found(instructor, { backbones: ['MobileNetV2'] })).toHaveLength(1);
    expect(await found(instructor, { backbones: ['MobileNetV2', 'CNN'] })).toHaveLength(12);
    expect(await found(instructor, { search: 'byron ADA' })).toHaveLength(6);
    expect(await found(instructor, { search: 'byron mobilenet' })).toHaveLength(0);
    expect(await found(instructor, { search: '20-77 mobilenet' })).toHaveLength(1);
    expect(await found(instructor, { search: 'bob_1@example' })).toHaveLength(6);
    // These letters mean something to LIKE.
    expect(await found(instructor, { search: 'b_b' })).toHaveLength(0);
    expect(await found(instructor, { search: '50%' })).toHaveLength(1);
    expect(await found(instructor, { search: '%' })).toHaveLength(1);
    expect(await found(instructor, { search: '  ' })).toHaveLength(12);
    expect(await codeOf(instructor.query(list, { id, filter: { search: 'x'.repeat(201) } }))).toBe('BAD_USER_INPUT');
    // A student cannot find out by searching what others are called.
    expect(await found(bob, { search: 'bob_1@example' })).toHaveLength(0);
    expect(await found(bob, { search: 'mobilenet' })).toHaveLength(1);
  });

  it('have at most 100 a page, and refuse a cursor that is none of theirs', async () => {
    const refused = (variables: Variables) => codeOf(room.instructor.query(list, { id, ...variables }));
    expect(await refused({ first: 0 })).toBe('BAD_USER_INPUT');
    expect(await refused({ first: 101 })).toBe('BAD_USER_INPUT');
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const order = '-submittedAt -id';
    const now = new Date().toISOString();
    expect(await refused({ after: cursor([order, now, 'x']) })).toBeUndefined();
    for (const after of [
      '',
      'nonsense',
      cursor({}),
      cursor([order, now]),
      cursor(['-id -submittedAt', now, 'x']),
      cursor([order, 'yesterday', 'x']),
      cursor([order, now, 7]),
      cursor([order, now, { contains: 'x' }]),
      cursor([order, now, 'a\u0000b']),
    ])
      expect(await refused({ after }), after).toBe('BAD_USER_INPUT');
  });

  it('cost what their pages can have', async () => {
    const runs = 'runs(first: 100) { nodes { id recipe status backbone student { id name } } }';
    const many = (count: number) =>
      `{ assignment(id: "${id}") { ${Array.from({ length: count }, (_, i) => `a${i}: ${runs}`).join(' ')} } }`;
    expect(await codeOf(room.instructor.query(many(2)))).toBeUndefined();
    expect(await codeOf(room.instructor.query(many(40)))).toBe('QUERY_TOO_EXPENSIVE');
    expect(await codeOf(room.instructor.query(getIntrospectionQuery()))).toBeUndefined();
  });
});
