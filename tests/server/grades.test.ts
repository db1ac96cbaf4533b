import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const rule = {
  maxPoints: 10,
  thresholds: [
    { score: 0.5, points: 4 },
    { score: 0.9, points: 8 },
  ],
  completion: 1,
  handPoints: 2,
};
const setRule = 'mutation($input: SetGradingRuleInput!) { setGradingRule(input: $input) { edition: gradeWeight } }';
const setGrade = `mutation($input: SetGradeInput!) { setGrade(input: $input) {
  points rulePoints override overrideReason handPoints feedback hasChanged updatedAt } }`;
const publish = 'mutation($id: ID!) { publishGrades(assignmentId: $id) { published } }';
const book = `query($id: ID!, $first: Int = 50, $after: String, $sort: GradebookSort, $assignmentId: ID,
    $descending: Boolean, $search: String, $sectionId: ID) {
  course(id: $id) { myTotal
    gradebookAssignments {
      title outOf weight isFinal finalAt handPoints teamSize mean graded needHandPoints unpublished publishedAt
    }
    gradebook(first: $first, after: $after, sort: $sort, assignmentId: $assignmentId, descending: $descending,
        search: $search, sectionId: $sectionId) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id name studentNumber section total
        grades { points rulePoints score daysLate isMissing isProvisional isOfOldRevision needsHandPoints hasChanged } }
  } } }`;
const own = 'query($id: ID!) { assignment(id: $id) { myGrade { points outOf feedback runId daysLate isOverride } } }';

describe('grades', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let cyd: SignedIn;
  let assignmentId: string;
  let runOf: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    [ada, bob, cyd] = [await room.student('Ada'), await room.student('Bob'), await room.student('Cyd')];
    assignmentId = await room.assignment({ title: '=Pictures' });
    await server.database.assignment.update({ where: { id: assignmentId }, data: { latePenalty: 0.25 } });
    runOf = {};
    for (const [student, score, daysLate] of [
      [ada, 0.7, 0],
      [bob, 0.9, 2],
    ] as const) {
      const run = await insertRun(server.database, {
        assignmentId,
        studentId: student.user.id,
        status: 'SUCCEEDED',
        daysLate,
        evaluation: { publicScore: 0.5, privateScore: score },
      });
      runOf[student.user.name] = run.id;
      await stand(student.user.id, run.id, { score, daysLate });
    }
  });
  afterAll(() => server.stop());

  /** Writes the run that counts, as prisma/standings.ts does. */
  const stand = (studentId: string, runId: string, { score = 0.5, daysLate = 0, revision = 1 } = {}) => {
    const fields = { runId, revision, publicScore: 0.5, privateScore: score, daysLate };
    return server.database.standing.upsert({
      where: { assignmentId_participantId: { assignmentId, participantId: studentId } },
      create: {
        assignmentId,
        participantId: studentId,
        studentId,
        place: 1,
        finalPlace: 1,
        submittedAt: new Date(),
        ...fields,
      },
      update: fields,
    });
  };
  const otherCourse = async () =>
    (await dataOf(room.instructor.query('mutation { createCourse(input: { title: "Other" }) { id } }'))).createCourse
      .id;
  const teach = <Data = never>(document: string, variables: object) =>
    room.instructor.query<Data>(document, variables as Record<string, unknown>);
  const courseBook = async (variables: object = {}) =>
    (await dataOf(room.instructor.query(book, { id: room.courseId, ...variables }))).course;
  const pointsOf = async (variables: object = {}) => {
    const { gradebook } = await courseBook(variables);
    return gradebook.nodes.map((node: { name: string; grades: { points: number | null }[] }) => [
      node.name,
      node.grades[0]?.points,
    ]);
  };
  const seenBy = async (client: SignedIn) => (await dataOf(client.query(own, { id: assignmentId }))).assignment.myGrade;

  it('are for staff: a student sets nothing and sees no gradebook', async () => {
    expect(await codeOf(ada.query(setRule, { input: { assignmentId, rule } }))).toBe('FORBIDDEN');
    expect(await codeOf(ada.query(publish, { id: assignmentId }))).toBe('FORBIDDEN');
    expect(
      await codeOf(ada.query(setGrade, { input: { assignmentId, studentId: ada.user.id, feedback: 'mine' } })),
    ).toBe('FORBIDDEN');
    const drop = 'mutation($input: SetCourseGradingInput!) { setCourseGrading(input: $input) { dropLowest } }';
    expect(await codeOf(ada.query(drop, { input: { courseId: room.courseId, dropLowest: 50 } }))).toBe('FORBIDDEN');
    const tried =
      'query($id: ID!, $rule: GradingRuleInput!) { gradePreview(assignmentId: $id, rule: $rule) { students mean } }';
    expect(await codeOf(ada.query(tried, { id: assignmentId, rule }))).toBe('FORBIDDEN');
    const { course } = await dataOf(ada.query(book, { id: room.courseId }));
    expect(course).toMatchObject({ gradebook: null, gradebookAssignments: null });
    expect(await codeOf(ada.query(`{ gradeFile(courseId: "${room.courseId}") { name } }`))).toBe('FORBIDDEN');
  });

  it('have a rule whose crossed thresholds are refused, and which says what the class would get', async () => {
    const crossed = { ...rule, thresholds: [...rule.thresholds, { score: 0.95, points: 3 }] };
    const { errors } = await teach(setRule, { input: { assignmentId, rule: crossed } });
    expect(errors?.[0]?.message).toContain('the thresholds cross');
    for (const weight of [-1, 1001])
      expect(await codeOf(teach(setRule, { input: { assignmentId, rule, weight } }))).toBe('BAD_USER_INPUT');
    const preview = await dataOf(
      room.instructor.query(
        `query($id: ID!, $rule: GradingRuleInput!) { gradePreview(assignmentId: $id, rule: $rule) {
          students counted late mean median histogram changed } }`,
        { id: assignmentId, rule },
      ),
    );
    // Ada: 1 + 6; Bob: (1 + 8) × half, for two days late.
    expect(preview.gradePreview).toEqual({
      students: 3,
      counted: 2,
      late: 1,
      mean: 5.75,
      median: 5.75,
      histogram: [0, 0, 0, 0, 1, 0, 0, 1, 0, 0],
      changed: 2,
    });
    await dataOf(teach(setRule, { input: { assignmentId, rule, weight: 2 } }));
  });

  it('refuse a rule that began from an older edition', async () => {
    expect(await codeOf(teach(setRule, { input: { assignmentId, rule, edition: 1 } }))).toBe('CHANGED_MEANWHILE');
  });

  it('follow the run that counts, and are provisional until the assignment has ended', async () => {
    const { gradebook, gradebookAssignments } = await courseBook();
    expect(gradebook.nodes.map((node: { name: string }) => node.name)).toEqual(['Ada', 'Bob', 'Cyd']);
    expect(gradebook.nodes.map((node: { grades: object[] }) => node.grades[0])).toMatchObject([
      { points: 7, score: 0.7, isProvisional: true, needsHandPoints: true, isMissing: false },
      { points: 4.5, score: 0.9, daysLate: 2, isProvisional: true },
      { points: null, score: null, isProvisional: true, isMissing: false },
    ]);
    expect(gradebookAssignments).toMatchObject([
      { outOf: 10, weight: 2, isFinal: false, handPoints: 2, teamSize: 1, mean: 5.75, graded: 2 },
    ]);
  });

  it('are not published before the end, because they would tell the private score', async () => {
    const { errors } = await teach(publish, { id: assignmentId });
    expect(errors?.[0]?.message).toContain('has no end: close it first');
    const closesAt = new Date(Date.now() - 60_000);
    const finalAt = new Date(Date.now() + 3_600_000);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt, finalAt } });
    expect(await codeOf(teach(publish, { id: assignmentId }))).toBe('BAD_USER_INPUT');
    expect(await seenBy(ada)).toBeNull();
    await server.database.assignment.update({ where: { id: assignmentId }, data: { finalAt: null } });
  });

  it('give nothing for no run once the assignment has ended', async () => {
    const { gradebook } = await courseBook();
    expect(gradebook.nodes[2].grades[0]).toMatchObject({ points: 0, isMissing: true, isProvisional: false });
    // Who was removed has none.
    const graded = async () => (await courseBook()).gradebookAssignments[0].graded;
    expect(await graded()).toBe(3);
    const where = { courseId: room.courseId, userId: cyd.user.id };
    await server.database.enrollment.updateMany({ where, data: { removedAt: new Date() } });
    expect(await graded()).toBe(2);
    await server.database.enrollment.updateMany({ where, data: { removedAt: null } });
  });

  it('can be overridden with a reason only, by hand within the rule, and by one of two who save at once', async () => {
    const input = { assignmentId, studentId: bob.user.id };
    const { errors } = await teach(setGrade, { input: { ...input, override: 9 } });
    expect(errors?.[0]?.message).toContain('expected a reason for the override');
    expect(await codeOf(teach(setGrade, { input: { ...input, override: 11, overrideReason: 'x' } }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(await codeOf(teach(setGrade, { input: { ...input, handPoints: 3 } }))).toBe('BAD_USER_INPUT');
    const stranger = { ...input, studentId: room.instructor.user.id, feedback: 'x' };
    expect(await codeOf(teach(setGrade, { input: stranger }))).toBe('NOT_FOUND');
    for (const change of [{ removedAt: new Date() }, { courseId: await otherCourse() }]) {
      const where = { courseId: room.courseId, userId: bob.user.id };
      await server.database.enrollment.updateMany({ where, data: change });
      expect(await codeOf(teach(setGrade, { input: { ...input, feedback: 'x' } }))).toBe('NOT_FOUND');
      const data = { removedAt: null, courseId: room.courseId };
      await server.database.enrollment.updateMany({ where: { userId: bob.user.id }, data });
    }
    const first = await dataOf(
      room.instructor.query(setGrade, { input: { ...input, override: 6, overrideReason: 'Ill; certificate seen.' } }),
    );
    expect(first.setGrade).toMatchObject({ points: 6, rulePoints: 4.5, override: 6 });
    const seen = first.setGrade.updatedAt;
    await dataOf(teach(setGrade, { input: { ...input, handPoints: 2, feedback: 'Good report.', seen } }));
    expect(await codeOf(teach(setGrade, { input: { ...input, override: null, seen } }))).toBe('CHANGED_MEANWHILE');
    // Nothing of it before it is published.
    expect(await seenBy(bob)).toBeNull();
    const entries = await server.database.auditEntry.findMany({ where: { action: 'grade.update' } });
    expect(entries).toHaveLength(2);
    expect(entries[0]?.changes).toMatchObject({ override: [null, 6], overrideReason: ['', 'Ill; certificate seen.'] });
  });

  it('are seen by students when published, and never change for them without another publication', async () => {
    const { publishGrades } = await dataOf(room.instructor.query(publish, { id: assignmentId }));
    expect(publishGrades.published).toBe(3);
    expect(await seenBy(ada)).toEqual({
      points: 7,
      outOf: 10,
      feedback: '',
      runId: runOf.Ada,
      daysLate: 0,
      isOverride: false,
    });
    expect(await seenBy(bob)).toMatchObject({ points: 6, feedback: 'Good report.', daysLate: 2, isOverride: true });
    expect(await seenBy(cyd)).toMatchObject({ points: 0, runId: null, daysLate: 0, isOverride: false });
    expect((await dataOf(ada.query(book, { id: room.courseId }))).course.myTotal).toBeCloseTo(0.7, 12);

    await stand(ada.user.id, runOf.Ada!, { score: 0.8 });
    expect(await seenBy(ada)).toMatchObject({ points: 7 });
    const { gradebook, gradebookAssignments } = await courseBook();
    expect(gradebook.nodes[0].grades[0]).toMatchObject({ points: 8, hasChanged: true });
    expect(gradebookAssignments[0].unpublished).toBe(1);
    expect((await dataOf(room.instructor.query(publish, { id: assignmentId }))).publishGrades.published).toBe(1);
    expect(await seenBy(ada)).toMatchObject({ points: 8 });
    const notices = await server.database.notice.groupBy({
      by: ['userId'],
      where: { kind: 'GRADES_PUBLISHED' },
      _count: true,
    });
    expect(notices.map(({ _count }) => _count).toSorted()).toEqual([1, 1, 2]);
  });

  it('do not count for an excused student, who sees it at once; files say it as each system reads it', async () => {
    const input = { assignmentId, studentId: bob.user.id };
    const { errors } = await teach(setGrade, { input: { ...input, excused: true } });
    expect(errors?.[0]?.message).toContain('expected a reason why the student is excused');
    expect(await codeOf(bob.query(setGrade, { input: { ...input, excused: true, excuseReason: 'x' } }))).toBe(
      'FORBIDDEN',
    );
    const total = async () => (await courseBook({ search: 'bob' })).gradebook.nodes[0].total;
    const ownTotal = async () => (await dataOf(bob.query(book, { id: room.courseId }))).course.myTotal;
    expect(await total()).toBeCloseTo(0.6, 12);
    const { setGrade: excused } = await dataOf(
      room.instructor.query(setGrade, { input: { ...input, excused: true, excuseReason: 'In hospital.' } }),
    );
    expect(excused).toMatchObject({ points: null, override: 6, hasChanged: true });
    expect(await total()).toBeNull();
    expect(await ownTotal()).toBeNull();
    const isExcused = 'query($id: ID!) { assignment(id: $id) { isExcused } }';
    expect((await dataOf(bob.query(isExcused, { id: assignmentId }))).assignment.isExcused).toBe(true);
    expect((await dataOf(ada.query(isExcused, { id: assignmentId }))).assignment.isExcused).toBe(false);
    const cells: Record<string, string[]> = {};
    for (const format of ['PLAIN', 'CANVAS', 'MOODLE', 'BLACKBOARD']) {
      const { gradeFile } = await dataOf(
        room.instructor.query(`{ gradeFile(courseId: "${room.courseId}", format: ${format}) { content } }`),
      );
      const rows = parse(gradeFile.content, { bom: true }) as string[][];
      cells[format] = rows.find((row) => row.some((cell) => cell.startsWith('bob')))!.slice(-2);
    }
    expect(cells).toEqual({
      PLAIN: ['Good report.', ''],
      CANVAS: ['', 'EX'],
      MOODLE: ['', 'Excused. Good report.'],
      BLACKBOARD: ['', ''],
    });
    expect((await dataOf(room.instructor.query(publish, { id: assignmentId }))).publishGrades.published).toBe(1);
    expect(await seenBy(bob)).toMatchObject({ points: null });
    const entry = await server.database.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' }, skip: 1 });
    expect(entry.changes).toEqual({ excused: [false, true], excuseReason: ['', 'In hospital.'] });

    await dataOf(teach(setGrade, { input: { ...input, excused: false } }));
    expect(await total()).toBeCloseTo(0.6, 12);
    expect((await dataOf(room.instructor.query(publish, { id: assignmentId }))).publishGrades.published).toBe(1);
    expect(await seenBy(bob)).toMatchObject({ points: 6 });
  });

  it('mark runs of an older revision', async () => {
    await server.database.assignment.update({ where: { id: assignmentId }, data: { revision: 2 } });
    const { gradebook } = await courseBook();
    expect(gradebook.nodes[0].grades[0].isOfOldRevision).toBe(true);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { revision: 1 } });
  });

  it('are a CSV that each system reads, in which no name is a formula', async () => {
    await server.database.user.update({ where: { id: cyd.user.id }, data: { name: '=1+1, "Cyd" 김' } });
    await server.database.enrollment.updateMany({
      where: { userId: ada.user.id },
      data: { studentNumber: '2026-001' },
    });
    const file = async (format: string) => {
      const { gradeFile } = await dataOf(
        room.instructor.query(
          'query($id: ID!, $format: GradeFileFormat!) { gradeFile(courseId: $id, format: $format) { name content } }',
          {
            id: room.courseId,
            format,
          },
        ),
      );
      return gradeFile as { name: string; content: string };
    };
    const rows = async (format: string) => parse((await file(format)).content, { bom: true }) as string[][];
    expect((await file('PLAIN')).content.startsWith('\uFEFF')).toBe(true);
    expect((await file('BLACKBOARD')).content.startsWith('\uFEFF')).toBe(false);
    const plain = await rows('PLAIN');
    expect(plain[0]).toEqual([
      'Name',
      'E-mail',
      'Student number',
      'Section',
      "'=Pictures (of 10)",
      "'=Pictures: feedback",
      'Total in %',
    ]);
    // The school's system knows a student by the name in its roster.
    const { database } = server;
    await database.enrollment.updateMany({ where: { user: { name: 'Ada' } }, data: { registeredName: '김에이다' } });
    expect((await rows('MOODLE')).map((row) => row[1])).toContain('김에이다');
    await database.enrollment.updateMany({ where: { user: { name: 'Ada' } }, data: { registeredName: null } });
    expect(plain.find(([name]) => name?.includes('Cyd'))?.[0]).toBe('\'=1+1, "Cyd" 김');
    expect(plain.find(([name]) => name === 'Bob')).toEqual([
      'Bob',
      'bob@example.org',
      '',
      '',
      '6',
      'Good report.',
      '60',
    ]);
    const canvas = await rows('CANVAS');
    expect(canvas.slice(0, 2)).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', "'=Pictures"],
      ['    Points Possible', '', '', '', '', '10'],
    ]);
    expect(canvas.find(([name]) => name === 'Ada')).toEqual(['Ada', '', '2026-001', 'ada@example.org', '', '8']);
    expect((await rows('MOODLE'))[0]?.slice(0, 4)).toEqual([
      'ID number',
      'Full name',
      'Email address',
      "'=Pictures (Real)",
    ]);
    expect((await rows('BLACKBOARD')).find(([name]) => name === 'Ada')).toEqual(['Ada', '', 'ada', '2026-001', '8']);
    // Who is in the roster and has no account yet is there too, without grades.
    await database.pendingMember.create({
      data: { courseId: room.courseId, email: 'dan@example.org', name: '단', studentNumber: '2026-004' },
    });
    expect((await rows('CANVAS')).at(-1)).toEqual(['단', '', '2026-004', 'dan@example.org', '', '']);
    expect((await rows('PLAIN')).at(-1)).toEqual(['단', 'dan@example.org', '2026-004', '', '', '', '']);
    await database.pendingMember.deleteMany({ where: { courseId: room.courseId } });
    await server.database.user.update({ where: { id: cyd.user.id }, data: { name: 'Cyd' } });
  });

  it("leave out the worst ones in the course's total", async () => {
    const second = await room.assignment({ title: 'Second' });
    await dataOf(teach(setRule, { input: { assignmentId: second, rule: { maxPoints: 4, handPoints: 4 }, weight: 1 } }));
    await dataOf(teach(setGrade, { input: { assignmentId: second, studentId: ada.user.id, handPoints: 1 } }));
    const totals = async () => (await courseBook({ search: 'ada' })).gradebook.nodes[0].total;
    expect(await totals()).toBeCloseTo((2 * 0.8 + 0.25) / 3, 12);
    const drop = 'mutation($input: SetCourseGradingInput!) { setCourseGrading(input: $input) { dropLowest } }';
    await dataOf(teach(drop, { input: { courseId: room.courseId, dropLowest: 1 } }));
    expect(await totals()).toBeCloseTo(0.8, 12);
  });

  it('are the same for the members of a team, and one of them can be given another', async () => {
    const team = await server.database.team.create({
      data: {
        assignmentId,
        name: 'Team',
        joinCode: 'TEAMCODE',
        members: { create: [bob, cyd].map(({ user }) => ({ userId: user.id, assignmentId })) },
      },
    });
    const standing = await server.database.standing.findFirstOrThrow({ where: { studentId: ada.user.id } });
    await server.database.standing.create({
      data: { ...standing, participantId: team.id, studentId: null, teamId: team.id, privateScore: 0.9 },
    });
    await dataOf(
      teach(setGrade, { input: { assignmentId, studentId: bob.user.id, override: null, handPoints: null } }),
    );
    expect(await pointsOf()).toEqual([
      ['Ada', 8],
      ['Bob', 9],
      ['Cyd', 9],
    ]);
    await dataOf(
      teach(setGrade, {
        input: { assignmentId, studentId: cyd.user.id, override: 3, overrideReason: 'Did not take part.' },
      }),
    );
    expect(await pointsOf({ sort: 'POINTS', assignmentId, descending: true })).toEqual([
      ['Bob', 9],
      ['Ada', 8],
      ['Cyd', 3],
    ]);
    await dataOf(
      teach(setGrade, {
        input: { assignmentId, studentId: cyd.user.id, handPoints: 1, override: null, wholeTeam: true },
      }),
    );
    expect((await pointsOf()).slice(1)).toEqual([
      ['Bob', 10],
      ['Cyd', 10],
    ]);
    // In another assignment Ada is in the team of one of them: she is given nothing here.
    const elsewhere = await room.assignment({ title: 'Teams', teamSize: 2 });
    await server.database.team.create({
      data: {
        assignmentId: elsewhere,
        name: 'Team',
        joinCode: 'TEAMTHERE',
        members: { create: [ada, cyd].map(({ user }) => ({ userId: user.id, assignmentId: elsewhere })) },
      },
    });
    await dataOf(teach(setGrade, { input: { assignmentId, studentId: cyd.user.id, handPoints: 1, wholeTeam: true } }));
    expect(await pointsOf()).toEqual([
      ['Ada', 8],
      ['Bob', 10],
      ['Cyd', 10],
    ]);
  });

  it('come with words about a run, which its student reads', async () => {
    const feedback = 'mutation($input: SetRunFeedbackInput!) { setRunFeedback(input: $input) { feedback feedbackAt } }';
    expect(await codeOf(ada.query(feedback, { input: { runId: runOf.Ada, feedback: 'mine' } }))).toBe('FORBIDDEN');
    await dataOf(room.instructor.query(feedback, { input: { runId: runOf.Ada, feedback: 'Freeze more. ' } }));
    expect((await dataOf(ada.query(`{ run(id: "${runOf.Ada}") { feedback } }`))).run.feedback).toBe('Freeze more.');
    expect(await server.database.notice.count({ where: { kind: 'FEEDBACK', userId: ada.user.id } })).toBe(1);
  });

  it('of 2,000 students come in pages, in any order, and are found', async () => {
    const section = await server.database.section.create({ data: { courseId: room.courseId, name: 'Lab 1' } });
    const many = Array.from({ length: 2000 }, (_, index) => ({
      id: `many-${index}`,
      name: `Student ${index}`,
      email: `many-${index}@example.org`,
    }));
    await server.database.user.createMany({ data: many });
    await server.database.enrollment.createMany({
      data: many.map(({ id }, index) => ({
        courseId: room.courseId,
        userId: id,
        role: 'STUDENT' as const,
        studentNumber: String(20_000 + index),
        sectionId: index < 30 ? section.id : null,
      })),
    });
    const seen: string[] = [];
    let after: string | undefined;
    const begun = performance.now();
    for (;;) {
      const { gradebook } = await courseBook({ first: 100, after, sort: 'TOTAL', descending: true });
      seen.push(...gradebook.nodes.map(({ id }: { id: string }) => id));
      expect(gradebook.totalCount).toBe(2003);
      if (!gradebook.pageInfo.hasNextPage) break;
      after = gradebook.pageInfo.endCursor;
      if (seen.length === 300) break;
    }
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(new Set(seen).size).toBe(300);
    expect((await courseBook({ search: 'student 1999' })).gradebook.nodes).toMatchObject([{ studentNumber: '21999' }]);
    expect((await courseBook({ sectionId: section.id })).gradebook.totalCount).toBe(30);
    expect(
      (await dataOf(room.instructor.query(publish, { id: assignmentId }))).publishGrades.published,
    ).toBeGreaterThan(2000 - 1);
  });
});
