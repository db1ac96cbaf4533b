import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyOf, codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const plan = `encoding separator hasHeader ignoredColumns newSections digest counts { kind count }
  lines(first: 500) { line kind email name hasAccount accountEmail problem changes { field before after } }`;
const preview = `query($input: RosterInput!) { rosterPreview(input: $input) { ${plan} } }`;
const apply = `mutation($input: ApplyRosterInput!) { applyRoster(input: $input) { ${plan} } }`;

interface Plan {
  encoding: string;
  separator: string;
  hasHeader: boolean;
  ignoredColumns: string[];
  newSections: string[];
  digest: string;
  counts: { kind: string; count: number }[];
  lines: {
    line: number;
    kind: string;
    email: string;
    name: string;
    hasAccount: boolean;
    accountEmail: string | null;
    problem: string;
    changes: [];
  }[];
}

describe('a roster', () => {
  let server: TestServer;
  let room: Classroom;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
  });
  afterAll(() => server.stop());

  const newCourse = async () => {
    const create = 'mutation { createCourse(input: {title: "Roster"}) { id joinCode } }';
    return (await dataOf(room.instructor.query(create))).createCourse as { id: string; joinCode: string };
  };
  const input = (courseId: string, text: string | Buffer, more: object = {}) => ({
    input: { courseId, file: Buffer.from(text).toString('base64'), ...more },
  });
  const previewOf = async (courseId: string, text: string | Buffer, more = {}): Promise<Plan> =>
    (await dataOf(room.instructor.query(preview, input(courseId, text, more)))).rosterPreview;
  const applied = async (courseId: string, text: string | Buffer, more = {}): Promise<Plan> =>
    (await dataOf(room.instructor.query(apply, input(courseId, text, more)))).applyRoster;
  const countsOf = ({ counts }: Plan) =>
    Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
  /** An account whose address is verified. */
  const verified = async (name: string): Promise<SignedIn> => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const person = await signUp(server.url, { name, email, password });
    await server.database.user.update({ where: { id: person.user.id }, data: { emailVerified: true } });
    return person;
  };
  const coursesOf = async (person: SignedIn) =>
    (await dataOf(person.query('{ courses { id } }'))).courses.map(({ id }: { id: string }) => id);

  const korean =
    '이름,이메일,학번,분반\n김민준,minjun@example.org,2026001,1분반\n"이, 서연",seoyeon@example.org,2026002,2분반\n';

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${korean}`), 'UTF_8'],
    ['UTF-8', Buffer.from(korean), 'UTF_8'],
    [
      'UTF-16 as Excel writes it',
      iconv.encode(korean.replaceAll(',', '\t').replace('"이\t 서연"', '"이, 서연"'), 'utf-16le', { addBOM: true }),
      'UTF_16LE',
    ],
    ['UTF-16 of the other order', iconv.encode(korean, 'utf-16be', { addBOM: true }), 'UTF_16BE'],
    ['UTF-16 without a mark', iconv.encode(korean, 'utf-16le'), 'UTF_16LE'],
    ['EUC-KR', iconv.encode(korean, 'euc-kr'), 'CP949'],
  ])('is read in %s', async (_, bytes, encoding) => {
    const { id } = await newCourse();
    const found = await previewOf(id, bytes);
    expect(found).toMatchObject({ encoding, hasHeader: true, newSections: ['1분반', '2분반'] });
    expect(found.lines.map(({ line, name, kind }) => ({ line, name, kind }))).toEqual([
      { line: 2, name: '김민준', kind: 'ADDED' },
      { line: 3, name: '이, 서연', kind: 'ADDED' },
    ]);
  });

  it('is read in CP949 with syllables that EUC-KR lacks, and in Latin-1 with letters like them', async () => {
    const { id } = await newCourse();
    const rare = iconv.encode('성명,메일\n펲시콜라,pep@example.org\n똠방각하,ddom@example.org\n', 'cp949');
    expect((await previewOf(id, rare)).lines.map(({ name }) => name)).toEqual(['펲시콜라', '똠방각하']);
    const western = 'Last name;First name;E-mail\nMüller;Ärne;a@example.org\nConceição;João;j@example.org\n';
    const found = await previewOf(id, iconv.encode(western, 'latin1'));
    expect(found).toMatchObject({ encoding: 'WINDOWS_1252', separator: ';' });
    expect(found.lines.map(({ name }) => name)).toEqual(['Ärne Müller', 'João Conceição']);
    // The teacher, who knows better, says it.
    const said = await previewOf(id, Buffer.from('email,name\ne@example.org,\xc3\xa9\n', 'latin1'), {
      encoding: 'WINDOWS_1252',
    });
    expect(said.lines[0]?.name).toBe('Ã©');
  });

  it('is read with headings in any order, with more columns, and without headings', async () => {
    const { id } = await newCourse();
    const headed = await previewOf(
      id,
      'Section\tStudent ID\tE-mail Address\tGPA\tFull Name\r\nA\t17\tX@Example.org\t4\tX Y\r\n',
    );
    expect(headed).toMatchObject({ separator: '\t', ignoredColumns: ['GPA'], newSections: ['A'] });
    expect(headed.lines[0]).toMatchObject({ email: 'x@example.org', name: 'X Y' });
    const bare = await previewOf(id, '20260001;Park Ji-woo;jiwoo@example.org;B\n20260002;Han Sol;sol@example.org;B\n');
    expect(bare).toMatchObject({ hasHeader: false, newSections: ['B'] });
    expect(bare.lines[0]).toMatchObject({
      line: 1,
      name: 'Park Ji-woo',
      changes: [
        { field: 'name', before: null, after: 'Park Ji-woo' },
        { field: 'studentNumber', before: null, after: '20260001' },
        { field: 'section', before: null, after: 'B' },
      ],
    });
    expect((await previewOf(id, 'only@example.org\n')).lines).toMatchObject([
      { kind: 'ADDED', email: 'only@example.org' },
    ]);
    const { errors } = await room.instructor.query(preview, input(id, 'name,number\nA,1\n'));
    expect(errors?.[0]?.message).toContain('Expected a column of e-mail addresses');
  });

  it('says which lines are broken or doubled, and reads the others', async () => {
    const { id } = await newCourse();
    const found = await previewOf(
      id,
      [
        'email,name,number,section',
        'a@example.org,"Kim, ""Ace"" A",1,A',
        'not an address,B,2,A',
        '',
        'a@example.org,"Kim, ""Ace"" A",1,A',
        'A@EXAMPLE.ORG,Other,1,A',
        'c@example.org,"C,3,A',
        'd@example.org,D,1,A',
        `e@example.org,${'x'.repeat(300)},5,A`,
        'f@example.org,F,6,A',
      ].join('\n'),
    );
    expect(countsOf(found)).toEqual({ ADDED: 2, BROKEN: 4, DUPLICATE: 2 });
    expect(found.lines.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'ADDED'],
      [10, 'ADDED'],
      [5, 'DUPLICATE'],
      [6, 'DUPLICATE'],
      [3, 'BROKEN'],
      [7, 'BROKEN'],
      [8, 'BROKEN'],
      [9, 'BROKEN'],
    ]);
    expect(found.lines[0]?.name).toBe('Kim, "Ace" A');
    const problems = Object.fromEntries(found.lines.map(({ line, problem }) => [line, problem]));
    expect(problems[5]).toBe('This is line 2 once more.');
    expect(problems[6]).toBe('Line 2 has the same address and another name; that line counts.');
    expect(problems[3]).toBe('Expected an e-mail address, received "not an address".');
    expect(problems[7]).toContain('never closed');
    expect(problems[8]).toBe('Expected a student number of their own, received that of line 2.');
  });

  it('changes nothing when it is previewed, and nothing more when it is applied twice', async () => {
    const { id } = await newCourse();
    const there = await verified('Nara Verified');
    const text = 'email,name,number,section\nnara.verified@example.org,나라,7,월\nnew@example.org,새로,8,화\n';
    expect(countsOf(await previewOf(id, text))).toEqual({ ADDED: 2 });
    expect(await coursesOf(there)).toEqual([]);
    const first = await applied(id, text);
    expect(first.lines.map(({ hasAccount }) => hasAccount)).toEqual([true, false]);
    expect(await coursesOf(there)).toEqual([id]);
    const state = () =>
      Promise.all([
        server.database.enrollment.findMany({ where: { courseId: id }, omit: { lastSeenAt: true } }),
        server.database.pendingMember.findMany({ where: { courseId: id } }),
        server.database.section.findMany({ where: { courseId: id }, orderBy: { name: 'asc' } }),
        server.database.auditEntry.count({ where: { courseId: id } }),
      ]);
    const before = await state();
    expect(before[2].map(({ name }) => name)).toEqual(['월', '화']);
    expect(before[0]).toContainEqual(
      expect.objectContaining({ userId: there.user.id, registeredName: '나라', studentNumber: '7' }),
    );
    expect(countsOf(await applied(id, text))).toEqual({ UNCHANGED: 2 });
    expect(await state()).toEqual(before);
  });

  it('says next week what changed, removes who is missing only when asked, and takes back who returns', async () => {
    const { id } = await newCourse();
    const [stays, goes] = [await verified('Stays Here'), await verified('Goes Away')];
    const header = 'email,name,number,section\n';
    await applied(id, `${header}stays.here@example.org,,1,A\ngoes.away@example.org,,2,A\npending@example.org,P,3,A\n`);
    const next = `${header}stays.here@example.org,,1,B\nlate@example.org,L,4,B\n`;
    const found = await previewOf(id, next);
    expect(countsOf(found)).toEqual({ ADDED: 1, CHANGED: 1, MISSING: 2 });
    expect(found.lines.find(({ kind }) => kind === 'CHANGED')).toMatchObject({
      changes: [{ field: 'section', before: 'A', after: 'B' }],
    });
    await applied(id, next);
    expect(await coursesOf(goes)).toEqual([id]);
    await applied(id, next, { removeMissing: true });
    expect(await coursesOf(goes)).toEqual([]);
    expect(await coursesOf(stays)).toEqual([id]);
    expect(await server.database.pendingMember.findMany({ where: { courseId: id } })).toMatchObject([
      { email: 'late@example.org' },
    ]);
    const again = await applied(id, `${next}goes.away@example.org,,2,A\n`);
    expect(countsOf(again)).toMatchObject({ READMITTED: 1 });
    expect(await coursesOf(goes)).toEqual([id]);
  });

  it('knows people by their number when their address has changed, in the course and before', async () => {
    const { id } = await newCourse();
    const home = await verified('Home Address');
    await verified('New School');
    const header = 'email,name,number,section\n';
    const old = `${header}home.address@example.org,,21,A\nwaits@old.example,Waits,22,A\ncomes@old.example,C,23,A\n`;
    await applied(id, old);
    const text =
      `${header}home@school.example,Home Address,21,A\nwaits@school.example,Waits,22,A\n` +
      'new.school@example.org,C,23,A\n';
    const found = await previewOf(id, text);
    expect(countsOf(found)).toEqual({ ADDED: 1, CHANGED: 1, SAME_NUMBER: 1 });
    const about = Object.fromEntries(found.lines.map((line) => [line.kind, line]));
    expect(about.SAME_NUMBER).toMatchObject({
      email: 'home@school.example',
      accountEmail: 'home.address@example.org',
      hasAccount: true,
      changes: [],
    });
    expect(about.CHANGED).toMatchObject({
      email: 'waits@school.example',
      accountEmail: null,
      changes: [{ field: 'email', before: 'waits@old.example', after: 'waits@school.example' }],
    });
    expect(about.ADDED).toMatchObject({ email: 'new.school@example.org', hasAccount: true });
    // Nobody is taken out, though the file has none of their addresses, and nobody is there twice.
    await applied(id, text, { removeMissing: true });
    expect(await coursesOf(home)).toEqual([id]);
    const people = async () => [
      ...(
        await server.database.enrollment.findMany({
          where: { courseId: id, role: 'STUDENT', removedAt: null },
          include: { user: true },
          orderBy: { studentNumber: 'asc' },
        })
      ).map(({ user, studentNumber }) => [user.email, studentNumber]),
      ...(await server.database.pendingMember.findMany({ where: { courseId: id } })).map((row) => [
        row.email,
        row.studentNumber,
      ]),
    ];
    const after = [
      ['home.address@example.org', '21'],
      ['new.school@example.org', '23'],
      ['waits@school.example', '22'],
    ];
    expect(await people()).toEqual(after);
    const entries = await server.database.auditEntry.count({ where: { courseId: id } });
    expect(countsOf(await applied(id, text, { removeMissing: true }))).toEqual({ SAME_NUMBER: 1, UNCHANGED: 2 });
    expect(await people()).toEqual(after);
    expect(await server.database.auditEntry.count({ where: { courseId: id } })).toBe(entries);
    // A person who stands there twice already becomes one.
    const double = { courseId: id, email: 'home@school.example', name: 'Home Address', studentNumber: '21' };
    await server.database.pendingMember.create({ data: double });
    expect(countsOf(await applied(id, text, { removeMissing: true }))).toEqual({ CHANGED: 1, UNCHANGED: 2 });
    expect(await people()).toEqual(after);
  });

  it('tells a number that went to somebody else from an address that changed', async () => {
    const { id } = await newCourse();
    const [keeps, loses] = [await verified('Keeps On'), await verified('Loses Number')];
    await applied(id, 'email,number\nkeeps.on@example.org,31\nloses.number@example.org,32\n');
    const next = 'email,number\nkeeps.on@example.org,32\n';
    expect(countsOf(await applied(id, next, { removeMissing: true }))).toEqual({ CHANGED: 1, MISSING: 1 });
    expect(await coursesOf(keeps)).toEqual([id]);
    expect(await coursesOf(loses)).toEqual([]);
    // Who was removed is not taken back by the number alone.
    expect(countsOf(await previewOf(id, 'email,number\nanother@example.org,32\nkeeps.on@example.org,31\n'))).toEqual({
      ADDED: 1,
      CHANGED: 1,
    });
  });

  it('is not applied when the course changed after the preview', async () => {
    const { id } = await newCourse();
    const text = 'email\none@example.org\n';
    const { digest } = await previewOf(id, text);
    await applied(id, 'email\none@example.org\ntwo@example.org\n');
    expect(await codeOf(room.instructor.query(apply, input(id, text, { digest })))).toBe('ROSTER_CHANGED');
    const { digest: newer } = await previewOf(id, text);
    expect(await codeOf(room.instructor.query(apply, input(id, text, { digest: newer })))).toBeUndefined();
  });

  it('waits for accounts, and lets in who has verified the address or was invited, and no others', async () => {
    const { id, joinCode } = await newCourse();
    const text = ['Own Up', 'By Code', 'No Proof'].map(
      (name) => `${name.toLowerCase().replace(' ', '.')}@example.org,${name},${name.length}${name[0]},S`,
    );
    await applied(id, `email,name,number,section\n${text.join('\n')}\n`);
    const proven = await verified('Own Up');
    expect(await coursesOf(proven)).toEqual([id]);
    const sign = (name: string) =>
      signUp(server.url, { name, email: `${name.toLowerCase().replace(' ', '.')}@example.org`, password });
    const [byCode, unproven] = [await sign('By Code'), await sign('No Proof')];
    expect(await coursesOf(byCode)).toEqual([]);
    await dataOf(byCode.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: joinCode }));
    const row = await server.database.enrollment.findUniqueOrThrow({
      where: { courseId_userId: { courseId: id, userId: byCode.user.id } },
      include: { section: true },
    });
    expect(row).toMatchObject({ studentNumber: '7B', section: { name: 'S' }, registeredName: null });
    expect(await coursesOf(unproven)).toEqual([]);
    const waiting =
      'query($id: ID!) { course(id: $id) { pendingSignedUp ' +
      'pendingPeople { totalCount nodes { email name hasAccount section { name } } } } }';
    expect((await dataOf(room.instructor.query(waiting, { id }))).course.pendingPeople).toMatchObject({
      totalCount: 1,
      nodes: [{ email: 'no.proof@example.org', name: 'No Proof', section: { name: 'S' } }],
    });
    const admit =
      'mutation($id: ID!) { admitPending(courseId: $id, emails: ["no.proof@example.org", "x@example.org"]) }';
    expect(await dataOf(room.instructor.query(admit, { id }))).toEqual({ admitPending: 1 });
    expect(await coursesOf(unproven)).toEqual([id]);
    // An account that was there before the roster waits, too, while nothing shows whose its address is.
    const early = await sign('Early Bird');
    await applied(id, 'email,name\nearly.bird@example.org,Early Bird\n');
    expect(await coursesOf(early)).toEqual([]);
  });

  it('lets nobody in while its course is archived, nor who was removed from it', async () => {
    const { id } = await newCourse();
    const archive = (name: string) => dataOf(room.instructor.query(`mutation { ${name}(id: "${id}") { id } }`));
    await applied(id, 'email,name\nlater.in@example.org,Later In\n');
    await archive('archiveCourse');
    const person = await verified('Later In');
    expect(await coursesOf(person)).toEqual([]);
    await archive('unarchiveCourse');
    expect(await coursesOf(person)).toEqual([id]);
    const remove = 'mutation($input: MemberInput!) { removeMember(input: $input) { role } }';
    await dataOf(room.instructor.query(remove, { input: { courseId: id, userId: person.user.id } }));
    await server.database.pendingMember.create({ data: { courseId: id, email: person.user.email } });
    expect(await coursesOf(person)).toEqual([]);
  });

  it('says who of it has signed up, and admits all of them at once', async () => {
    const { id } = await newCourse();
    const emails = ['one', 'two', 'three'].map((name) => `signed.${name}@example.org`);
    await applied(id, `Email,Name\n${emails.map((email) => `${email},Somebody`).join('\n')}\n`);
    const people = [];
    for (const email of emails.slice(0, 2))
      people.push(await signUp(server.url, { name: 'Somebody', email: email.toUpperCase(), password }));
    const waiting =
      'query($id: ID!) { course(id: $id) { pendingSignedUp pendingPeople { nodes { email hasAccount } } } }';
    const { course } = await dataOf(room.instructor.query(waiting, { id }));
    expect(course.pendingSignedUp).toBe(2);
    expect(course.pendingPeople.nodes).toEqual([
      { email: emails[0], hasAccount: true },
      { email: emails[2], hasAccount: false },
      { email: emails[1], hasAccount: true },
    ]);
    const admit = 'mutation($id: ID!) { admitPending(courseId: $id) }';
    expect(await codeOf(people[0]!.query(admit, { id }))).toBe('NOT_ENROLLED');
    expect(await dataOf(room.instructor.query(admit, { id }))).toEqual({ admitPending: 2 });
    expect(await coursesOf(people[1]!)).toEqual([id]);
    const left = await dataOf(room.instructor.query(waiting, { id }));
    expect(left.course).toEqual({
      pendingSignedUp: 0,
      pendingPeople: { nodes: [{ email: emails[2], hasAccount: false }] },
    });
    expect((await dataOf(people[0]!.query(waiting, { id }))).course).toEqual({
      pendingSignedUp: null,
      pendingPeople: null,
    });
  });

  it('is compared and applied on the command line', async () => {
    const { id } = await newCourse();
    const key = await apiKeyOf(room.instructor);
    const folder = await mkdtemp(join(tmpdir(), 'roster-'));
    await writeFile(join(folder, 'class.csv'), iconv.encode(korean, 'euc-kr'));
    const run = (...more: string[]) =>
      promisify(execFile)(process.execPath, ['bin/downstream.ts', 'roster', 'class.csv', '--course', id, ...more], {
        env: { ...process.env, DOWNSTREAM_URL: server.url, DOWNSTREAM_API_KEY: key, INIT_CWD: folder },
      });
    const previewed = await run();
    expect(previewed.stdout).toMatch(/^2 added\n/);
    expect(previewed.stdout).toContain('김민준');
    expect(previewed.stderr).toContain('Nothing was changed.');
    expect((await run('--apply')).stdout).toMatch(/^2 added\n/);
    expect((await run('--apply')).stdout).toBe('2 unchanged\n');
    expect(JSON.parse((await run('--json', '--encoding', 'cp949')).stdout)).toMatchObject({ encoding: 'CP949' });
    await rm(folder, { recursive: true });
  });

  it('is for staff, never touches their roles, and has a size', async () => {
    const { id } = await newCourse();
    const ada = await room.student('Ada');
    expect(await codeOf(ada.query(preview, input(room.courseId, 'email\na@example.org\n')))).toBe('FORBIDDEN');
    expect(await codeOf(ada.query(apply, input(room.courseId, 'email\na@example.org\n')))).toBe('FORBIDDEN');
    const admit = (courseId: string) => `mutation { admitPending(courseId: "${courseId}") }`;
    const forget = (courseId: string) =>
      `mutation { removePending(courseId: "${courseId}", emails: ["waits@example.org"]) }`;
    for (const document of [admit(room.courseId), forget(room.courseId)])
      expect(await codeOf(ada.query(document)), document).toBe('FORBIDDEN');
    // Who waits for two courses goes on to wait for the other one.
    const { id: another } = await newCourse();
    const waits = { email: 'waits@example.org' };
    const wait = () =>
      server.database.pendingMember.createMany({
        data: [room.courseId, another].map((courseId) => ({ courseId, ...waits })),
      });
    await wait();
    expect(await dataOf(room.instructor.query(forget(another)))).toEqual({ removePending: 1 });
    expect(await server.database.pendingMember.findMany({ where: waits })).toMatchObject([{ courseId: room.courseId }]);
    await server.database.pendingMember.deleteMany({ where: waits });
    await wait();
    const signedUp = await signUp(server.url, { name: 'Waits', email: waits.email, password });
    expect(await dataOf(room.instructor.query(admit(another)))).toEqual({ admitPending: 1 });
    expect(await coursesOf(signedUp)).toEqual([another]);
    await server.database.pendingMember.deleteMany({ where: waits });
    const found = await applied(id, 'email,name\nother@example.org,O\n', { removeMissing: true });
    expect(countsOf(found)).toEqual({ ADDED: 1 });
    expect(await coursesOf(room.instructor)).toContain(id);
    expect(await codeOf(room.instructor.query(preview, input(id, 'x'.repeat(500_001))))).toBe('BAD_USER_INPUT');
    expect(await codeOf(room.instructor.query(preview, input(id, '')))).toBe('BAD_USER_INPUT');
    const lines = Array.from({ length: 5000 }, (_, index) => `${index}@example.org`);
    const long = await room.instructor.query(preview, input(id, `email\n${lines.join('\n')}\n`));
    expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'ROSTER_TOO_LONG' });
    const many = Array.from(
      { length: 2000 },
      (_, index) => `s${index}@example.org,Student ${index},${index},S${index % 9}`,
    );
    expect(countsOf(await applied(id, `email,name,number,section\n${many.join('\n')}\n`))).toMatchObject({
      ADDED: 2000,
    });
  });
});
