import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const update = 'mutation($input: UpdateCourseInput!) { updateCourse(input: $input) { title timeZone keepModelsDays } }';
const archive = 'mutation($id: ID!) { archiveCourse(id: $id) { archivedAt role } }';
const unarchive = 'mutation($id: ID!) { unarchiveCourse(id: $id) { archivedAt } }';
const copy = 'mutation($input: CopyCourseInput!) { copyCourse(input: $input) { id title timeZone role } }';
const remove = 'mutation($id: ID!, $title: String!) { deleteCourse(id: $id, title: $title) { members runs datasets } }';

/** The texts of a zip's files, by their names. */
function unzip(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const files: Record<string, string> = {};
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject).on('end', () => resolve(files));
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          files[entry.fileName] = await text(stream);
          zip.readEntry();
        }),
      );
      zip.readEntry();
    });
  });
}

describe('a course', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let assignmentId: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    assignmentId = await room.assignment({ opensAt: '2026-03-02T00:00:00Z', closesAt: '2026-03-23T00:00:00Z' });
  });
  afterAll(() => server.stop());

  it('is renamed and set, and the log says who did it', async () => {
    const { courseId } = room;
    const input = { courseId, title: 'Vision', timeZone: 'Europe/Berlin', keepModelsDays: 30 };
    expect(await codeOf(ada.query(update, { input }))).toBe('FORBIDDEN');
    expect(await dataOf(room.instructor.query(update, { input }))).toEqual({
      updateCourse: { title: 'Vision', timeZone: 'Europe/Berlin', keepModelsDays: 30 },
    });
    const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'course.update' } });
    expect(entry).toMatchObject({
      actorId: room.instructor.user.id,
      changes: { title: ['Course', 'Vision'], timeZone: ['UTC', 'Europe/Berlin'], keepModelsDays: [365, 30] },
    });
    for (const wrong of [{ title: ' ' }, { timeZone: 'Mars/Olympus' }, { timeZone: '+09:00' }, { keepModelsDays: 0 }])
      expect(await codeOf(room.instructor.query(update, { input: { courseId, ...wrong } }))).toBe('BAD_USER_INPUT');
  });

  it('is read and not changed while it is archived, by anybody and through any mutation', async () => {
    const run = await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING' });
    const { createSection } = await dataOf(
      room.instructor.query('mutation($input: CreateSectionInput!) { createSection(input: $input) { id } }', {
        input: { courseId: room.courseId, name: 'A' },
      }),
    );
    expect(await codeOf(ada.query(archive, { id: room.courseId }))).toBe('FORBIDDEN');
    expect(await dataOf(room.instructor.query(archive, { id: room.courseId }))).toMatchObject({
      archiveCourse: { role: 'INSTRUCTOR' },
    });
    const member = `{courseId: "${room.courseId}", userId: "${ada.user.id}"`;
    const refused: Record<string, string> = {
      updateCourse: `updateCourse(input: {courseId: "${room.courseId}", title: "X"}) { id }`,
      keepModels: `keepModels(input: {courseId: "${room.courseId}", days: 3}) { id }`,
      renewJoinCode: `renewJoinCode(courseId: "${room.courseId}") { id }`,
      openJoining: `openJoining(courseId: "${room.courseId}", open: false) { id }`,
      createSection: `createSection(input: {courseId: "${room.courseId}", name: "B"}) { id }`,
      renameSection: `renameSection(id: "${createSection.id}", name: "B") { id }`,
      deleteSection: `deleteSection(id: "${createSection.id}") { id }`,
      assignSection: [
        `assignSection(input: {courseId: "${room.courseId}", userIds: ["${ada.user.id}"],`,
        'sectionId: null})',
      ].join(' '),
      removeMember: `removeMember(input: ${member}}) { role }`,
      readmitMember: `readmitMember(input: ${member}}) { role }`,
      updateMember: `updateMember(input: ${member}, studentNumber: "1"}) { role }`,
      setMemberRole: `setMemberRole(input: ${member}, role: ASSISTANT}) { role }`,
      createInvitation: `createInvitation(input: {courseId: "${room.courseId}"}) { id }`,
      applyRoster: `applyRoster(input: {courseId: "${room.courseId}", file: "YUBleGFtcGxlLm9yZw=="}) { digest }`,
      removePending: `removePending(courseId: "${room.courseId}", emails: [])`,
      createAssignment:
        `createAssignment(input: {courseId: "${room.courseId}", datasetVersionId: "${room.datasetVersionId}", ` +
        'title: "X", starterRecipe: {backbone: "CNN"}}) { id }',
      importDataset: [
        `importDataset(input: {courseId: "${room.courseId}", name: "X", uploadId: "x",`,
        'attribution: ""}) { id }',
      ].join(' '),
      cancelRun: `cancelRun(id: "${run.id}") { id }`,
      publishWeights: `publishWeights(input: {runId: "${run.id}", name: "X"}) { id }`,
    };
    for (const [name, mutation] of Object.entries(refused))
      expect(await codeOf(room.instructor.query(`mutation { ${mutation} }`)), name).toBe('COURSE_ARCHIVED');
    const submit =
      `mutation { submitRun(input: {assignmentId: "${assignmentId}", recipe: {backbone: "CNN", inputSize: 46}}) ` +
      '{ alreadySubmitted } }';
    expect(await codeOf(ada.query(submit))).toBe('COURSE_ARCHIVED');
    const join = 'mutation($code: String!) { joinCourse(code: $code) { id } }';
    const late = await room.student('Late').catch(() => undefined);
    expect(late).toBeUndefined();
    expect(await codeOf(ada.query(join, { code: room.joinCode }))).toBe('COURSE_ARCHIVED');

    const read = `{ course(id: "${room.courseId}") { archivedAt isJoinOpen assignments { title isOpen } }
      run(id: "${run.id}") { status } }`;
    expect(await dataOf(ada.query(read))).toMatchObject({
      course: { isJoinOpen: false, assignments: [{ isOpen: false }] },
      run: { status: 'TRAINING' },
    });
    await dataOf(room.instructor.query(unarchive, { id: room.courseId }));
    expect(await codeOf(room.instructor.query(`mutation { ${refused.renameSection} }`))).toBeUndefined();
    expect(await codeOf(room.instructor.query(`mutation { ${refused.cancelRun} }`))).toBeUndefined();
  });

  it('is copied for next term: assignments as drafts, the same images, other dates, and nobody', async () => {
    const { courseId } = room;
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'SUCCEEDED' });
    const weights = await server.database.weights.create({
      data: { courseId, name: 'W', backbone: 'CNN', inputSize: 46, preprocessing: 'rescale', hash: 'address' },
    });
    const starterRecipe = { backbone: 'CNN', inputSize: 46, weights: weights.id };
    const sha256 = 'a'.repeat(64);
    await server.database.picture.create({ data: { courseId, sha256, mediaType: 'image/png', bytes: 1 } });
    const description = `![a cut](/pictures/${courseId}/${sha256})`;
    await room.assignment({ title: 'Second', description, starterRecipe, allowed: { weights: [weights.id] } });
    const input = { courseId, title: 'Vision, autumn', shiftDays: 210, timeZone: 'Asia/Seoul' };
    expect(await codeOf(ada.query(copy, { input }))).toBe('FORBIDDEN');
    // Neither do teachers who give another course, nor assistants who may not teach.
    const teacher = await room.student('Teacher');
    await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'TEACHER' } });
    expect(await codeOf(teacher.query(copy, { input }))).toBe('FORBIDDEN');
    const assists = { where: { userId: teacher.user.id, courseId } };
    await server.database.enrollment.updateMany({ ...assists, data: { role: 'ASSISTANT' } });
    await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'MEMBER' } });
    expect(await codeOf(teacher.query(copy, { input }))).toBe('FORBIDDEN');
    // What takes the course away is not for assistants.
    expect(await codeOf(teacher.query(archive, { id: courseId }))).toBe('FORBIDDEN');
    expect(await codeOf(teacher.query(unarchive, { id: courseId }))).toBe('FORBIDDEN');
    expect(await codeOf(teacher.query(remove, { id: courseId, title: 'Vision' }))).toBe('FORBIDDEN');
    await server.database.enrollment.deleteMany(assists);
    const made = (await dataOf(room.instructor.query(copy, { input }))).copyCourse;
    expect(made).toMatchObject({ title: 'Vision, autumn', timeZone: 'Asia/Seoul', role: 'INSTRUCTOR' });
    const found = await server.database.course.findUniqueOrThrow({
      where: { id: made.id },
      include: {
        enrollments: true,
        weights: true,
        pictures: true,
        datasets: { include: { versions: true } },
        assignments: { orderBy: { id: 'asc' }, include: { runs: true, datasetVersion: true } },
      },
    });
    expect(found.enrollments.map(({ userId, role }) => [userId, role])).toEqual([
      [room.instructor.user.id, 'INSTRUCTOR'],
    ]);
    const source = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: room.datasetVersionId } });
    expect(found.datasets[0]?.versions).toMatchObject([{ hash: source.hash, manifest: source.manifest }]);
    expect(found.pictures).toMatchObject([{ sha256 }]);
    const [first, second] = found.assignments;
    expect(first).toMatchObject({
      title: 'Assignment',
      publishedAt: null,
      runs: [],
      datasetVersionId: found.datasets[0]!.versions[0]!.id,
      // 1:00 in Berlin's winter, 1:00 in Seoul.
      opensAt: new Date('2026-09-27T16:00:00Z'),
      closesAt: new Date('2026-10-18T16:00:00Z'),
    });
    const original = await server.database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    expect(first!.seed).not.toBe(original.seed);
    expect(second).toMatchObject({
      description: `![a cut](/pictures/${made.id}/${sha256})`,
      starterRecipe: { weights: found.weights[0]!.id },
      allowed: { weights: [found.weights[0]!.id] },
    });
    const cleared = (await dataOf(room.instructor.query(copy, { input: { courseId, title: 'No dates' } }))).copyCourse;
    const dates = await server.database.assignment.findMany({ where: { courseId: cleared.id } });
    expect(dates.map(({ closesAt }) => closesAt)).toEqual([null, null]);
    const images = await room.instructor.query(
      'query($id: ID!) { course(id: $id) { datasets { versions { sampleImages { url } } } } }',
      { id: made.id },
    );
    const [{ url }] = (await images.data!).course.datasets[0].versions[0].sampleImages;
    expect((await room.instructor.fetch(url)).status).toBe(200);
  });

  it('moves dates by the calendar, across a change to summer time', async () => {
    const { courseId } = room;
    await server.database.course.update({ where: { id: courseId }, data: { timeZone: 'Europe/Berlin' } });
    await server.database.assignment.update({
      where: { id: assignmentId },
      // 9:00 in Berlin's winter.
      data: { opensAt: new Date('2026-03-02T08:00:00Z') },
    });
    const made = (await dataOf(room.instructor.query(copy, { input: { courseId, title: 'Later', shiftDays: 35 } })))
      .copyCourse;
    const found = await server.database.assignment.findFirstOrThrow({
      where: { courseId: made.id, title: 'Assignment' },
    });
    // 9:00 in its summer.
    expect(found.opensAt).toEqual(new Date('2026-04-06T07:00:00Z'));
  });

  /** A course beside it, in which everything says so. */
  const insertElsewhere = async () => {
    const { database } = server;
    const { id: courseId } = await database.course.create({ data: { title: 'Elsewhere', joinCode: 'ELSEWHERE' } });
    const person = { id: 'elsewhere', name: 'Elsewhere', email: 'elsewhere@example.org' };
    const { id: studentId } = await database.user.create({ data: person });
    await database.enrollment.create({ data: { courseId, userId: studentId, role: 'STUDENT' } });
    await database.pendingMember.create({
      data: { courseId, email: 'waits.elsewhere@example.org', name: 'Elsewhere' },
    });
    await database.section.create({ data: { courseId, name: 'Elsewhere' } });
    const { id: _, ...assignment } = await database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    const fields = { starterRecipe: {}, allowed: {}, gradingRule: {} };
    const there = { id: 'assignment-elsewhere', courseId, title: 'Elsewhere' };
    await database.assignment.create({ data: { ...assignment, ...fields, ...there } });
    const run = { assignmentId: there.id, studentId, status: 'SUCCEEDED' as const, epochs: 1, evaluation: {} };
    const { id } = await insertRun(database, run);
    await database.run.update({ where: { id }, data: { note: 'elsewhere' } });
    await database.grade.create({ data: { assignmentId: there.id, studentId, feedback: 'elsewhere' } });
    await database.auditEntry.create({ data: { courseId, action: 'x', subjectId: 'x', subject: 'Elsewhere' } });
  };

  it('is exported whole, to its staff, as tables and JSON', async () => {
    const path = `/exports/courses/${room.courseId}`;
    expect((await ada.fetch(path)).status).toBe(403);
    const asked = 'query($id: ID!) { course(id: $id) { exportPath } }';
    expect(await dataOf(ada.query(asked, { id: room.courseId }))).toEqual({ course: { exportPath: null } });
    expect(await dataOf(room.instructor.query(asked, { id: room.courseId }))).toEqual({ course: { exportPath: path } });
    await server.database.team.create({ data: { assignmentId, name: 'Exported', joinCode: 'TEAM-CODE-TO-HIDE' } });
    await insertElsewhere();
    expect((await fetch(new URL(path, server.url))).status).toBe(401);
    const studentId = ada.user.id;
    // More than a page, with a name that a spreadsheet would run.
    for (let index = 0; index < 60; index += 1)
      await insertRun(server.database, { assignmentId, studentId, status: 'SUCCEEDED', epochs: 3, evaluation: {} });
    await server.database.user.update({ where: { id: studentId }, data: { name: '=1+1' } });
    await server.database.grade.create({ data: { assignmentId, studentId, feedback: 'well, "done"', handPoints: 3 } });
    await dataOf(
      room.instructor.query('mutation($input: SetGradingRuleInput!) { setGradingRule(input: $input) { id } }', {
        input: { assignmentId, rule: { maxPoints: 10, handPoints: 10 } },
      }),
    );
    // Who was removed has no place by the rules any more, and keeps what was published.
    const gone = await room.student('Gone');
    const removedAt = new Date('2026-03-04T05:06:07.000Z');
    await server.database.grade.create({
      data: { assignmentId, studentId: gone.user.id, publishedPoints: 8, publishedOutOf: 10, publishedAt: removedAt },
    });
    await server.database.enrollment.updateMany({ where: { userId: gone.user.id }, data: { removedAt } });
    const response = await room.instructor.fetch(path);
    expect(response.headers.get('content-disposition')).toContain('Vision.zip');
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    const table = (name: string) => {
      const [headings, ...rows] = parse(files[name]!, { bom: true }) as string[][];
      return rows.map((row) => Object.fromEntries(row.map((value, index) => [headings![index]!, value])));
    };
    expect(table('people.csv')).toContainEqual(
      expect.objectContaining({ userId: studentId, name: "'=1+1", email: 'ada@example.org', role: 'STUDENT' }),
    );
    const runs = await server.database.run.count({ where: { assignment: { courseId: room.courseId } } });
    expect(table('runs.csv')).toHaveLength(runs);
    expect(table('epochs.csv')).toHaveLength(180);
    expect(table('evaluations.csv')).toHaveLength(60);
    expect(table('grades.csv')).toContainEqual(expect.objectContaining({ studentId, feedback: 'well, "done"' }));
    // The points that the rule gives are there before they are published.
    expect(table('gradebook.csv')).toMatchObject([
      { 'E-mail': 'ada@example.org', 'Assignment (of 10)': '3', Removed: '' },
      { 'E-mail': 'gone@example.org', 'Assignment (of 10)': '8', Removed: removedAt.toISOString() },
    ]);
    const lines = files['runs.ndjson']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(runs);
    expect(lines[0].recipe).toMatchObject({ backbone: 'CNN' });
    expect(JSON.parse(files['assignments.json']!)).toHaveLength(2);
    expect(Object.values(files).join()).not.toContain(room.joinCode);
    expect(Object.values(files).join()).not.toContain('TEAM-CODE-TO-HIDE');
    for (const [name, content] of Object.entries(files)) expect(content, name).not.toMatch(/elsewhere/i);
    expect(await server.database.auditEntry.count({ where: { action: 'course.export' } })).toBe(1);
    // It has a dataset version of this course, which would keep the course from being deleted.
    await server.database.assignment.delete({ where: { id: 'assignment-elsewhere' } });
  });

  it('says who has submitted and who is stuck, to its staff, by section', async () => {
    const question = `query($id: ID!, $sectionId: ID) { course(id: $id) { assignments {
      title participation(sectionId: $sectionId) { students submitted notSubmitted stuck } } } }`;
    const ask = async (client: SignedIn, sectionId?: string) =>
      (await dataOf(client.query(question, { id: room.courseId, sectionId }))).course.assignments.find(
        ({ title }: { title: string }) => title === 'Assignment',
      ).participation;
    expect(await ask(room.instructor)).toEqual({ students: 1, submitted: 1, notSubmitted: 0, stuck: 0 });
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'FAILED' });
    const idle = await room.student('Idle');
    const section = await server.database.section.create({ data: { courseId: room.courseId, name: 'Idlers' } });
    await server.database.enrollment.updateMany({ where: { userId: idle.user.id }, data: { sectionId: section.id } });
    expect(await ask(room.instructor)).toEqual({ students: 2, submitted: 1, notSubmitted: 1, stuck: 1 });
    expect(await ask(room.instructor, section.id)).toEqual({ students: 1, submitted: 0, notSubmitted: 1, stuck: 0 });
    expect(await ask(idle)).toBeNull();
    // A run of their team is theirs.
    const team = { assignmentId, name: 'T', joinCode: 'T' };
    const { id: teamId } = await server.database.team.create({ data: team });
    await server.database.teamMember.create({ data: { assignmentId, teamId, userId: idle.user.id } });
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, teamId, status: 'SUCCEEDED' });
    expect(await ask(room.instructor, section.id)).toMatchObject({ submitted: 1, notSubmitted: 0 });
    await server.database.enrollment.deleteMany({ where: { userId: idle.user.id } });
  });

  it('is deleted after saying what goes with it, by its title, with its waiting runs', async () => {
    const { courseId } = room;
    await server.database.pendingMember.create({ data: { courseId, email: 'pending@example.org', name: 'Pending' } });
    const contents =
      'query($id: ID!) { course(id: $id) { contents { members pending assignments runs openRuns datasets } } }';
    expect(await dataOf(room.instructor.query(contents, { id: courseId }))).toMatchObject({
      course: { contents: { members: 2, pending: 1, assignments: 2, datasets: 1, openRuns: 0 } },
    });
    expect(await dataOf(ada.query(contents, { id: courseId }))).toEqual({ course: { contents: null } });
    await server.database.assignment.updateMany({
      where: { courseId },
      data: { closesAt: null, opensAt: new Date(0), dailyQuota: 1000 },
    });
    const { submitRun } = await dataOf(
      ada.query(
        `mutation { submitRun(input: {assignmentId: "${assignmentId}", recipe: {backbone: "CNN", inputSize: 46, ` +
          'seed: 5}}) { run { id } } }',
      ),
    );
    const { jobId } = await server.database.run.findUniqueOrThrow({ where: { id: submitRun.run.id } });
    expect(await codeOf(ada.query(remove, { id: courseId, title: 'Vision' }))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query(remove, { id: courseId, title: 'Other' }))).toBe('BAD_USER_INPUT');
    await dataOf(room.instructor.query(archive, { id: courseId }));
    expect(await dataOf(room.instructor.query(remove, { id: courseId, title: 'Vision' }))).toMatchObject({
      deleteCourse: { members: 2, datasets: 1 },
    });
    const jobs = await server.database.$queryRaw<{ state: string }[]>`
      SELECT state::text FROM pgboss.job WHERE id = ${jobId}::uuid`;
    expect(jobs).toEqual([{ state: 'cancelled' }]);
    expect(await server.database.run.count({ where: { assignmentId } })).toBe(0);
    expect(await codeOf(ada.query('query($id: ID!) { course(id: $id) { id } }', { id: courseId }))).toBe('NOT_FOUND');
    expect(await server.database.auditEntry.count({ where: { action: 'course.delete', subjectId: courseId } })).toBe(1);
    // The copies go on.
    const copies = await dataOf(room.instructor.query('{ courses { title assignments { title } } }'));
    expect(copies.courses).toHaveLength(3);
  });
});
