import { insertAnalysis } from './analysis.ts';
import { dataOf, type SignedIn } from './api.ts';
import { type Classroom, openClassroom } from './classroom.ts';
import { allowGuests, createLecture, insertGuestRun, joinLecture, openPreparedLecture } from './lectures.ts';
import { insertRun } from './runs.ts';
import type { TestServer } from './server.ts';

/** A site in the middle of a term: on each of its pages there is something to see. */
export interface Furnished {
  classroom: Classroom;
  student: SignedIn;
  /** The last part of an address, by what is before it: `/runs/` → the id of a run. */
  ids: Record<string, string>;
  /** Runs of one assignment that have succeeded. */
  runIds: string[];
  /** Of a guest of the lecture who has trained a network. */
  guestToken: string;
}

/** The address of a route, such as "/runs/[id]/why", with something in it. Throws where there is nothing. */
export function addressOf({ ids, runIds }: Pick<Furnished, 'ids' | 'runIds'>, route: string): string {
  if (route === '/compare') return `${route}?runs=${runIds.join(',')}`;
  return route.replace(/(.*?\/)\[\w+\]/, (_, before: string) => {
    const id = ids[before];
    if (id === undefined)
      throw new Error(`expected tests/setup/furnished.ts to have an id for ${before}, received none`);
    return before + id;
  });
}

/** Fills a site with rows as the API and workers leave them. The instructor is its administrator, too. */
export async function furnish(site: Pick<TestServer, 'url' | 'database' | 'options'>): Promise<Furnished> {
  const { database } = site;
  const classroom = await openClassroom(site);
  const { courseId, instructor } = classroom;
  const student = await classroom.student('Sam Student');
  const others = await Promise.all(['Kim Student', 'Lee Student'].map((name) => classroom.student(name)));
  const assignmentId = await classroom.assignment({
    title: 'Animals or food',
    description: 'Tell **animals** from food, with $a^2 + b^2 = c^2$.',
    dueAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  });
  await classroom.assignment({ title: 'A draft', draft: true });
  const about = { assignmentId, epochs: 12, recipe: { training: { epochs: 12 } } };
  const done = await insertRun(database, {
    ...about,
    studentId: student.user.id,
    status: 'SUCCEEDED',
    finishedAt: new Date(),
    trainedParameters: 'a'.repeat(64),
    engine: 'wasm',
    name: 'Frozen',
    note: 'All but the head is frozen.',
    tags: ['frozen'],
    evaluation: { publicScore: 0.75, privateScore: 0.5 },
  });
  await insertAnalysis(site, done.id);
  const runIds = [done.id];
  for (const [index, { user }] of others.entries()) {
    const { id } = await insertRun(database, {
      ...about,
      recipe: { ...about.recipe, seed: 7 + index },
      studentId: user.id,
      status: 'SUCCEEDED',
      finishedAt: new Date(),
      evaluation: { publicScore: 0.5, privateScore: 0.5 },
    });
    runIds.push(id);
  }
  const states = { FAILED: 1, TRAINING: 3, QUEUED: 0 } as const;
  for (const [index, [status, epochs]] of Object.entries(states).entries())
    await insertRun(database, {
      assignmentId,
      studentId: student.user.id,
      recipe: { seed: 40 + index },
      status: status as keyof typeof states,
      epochs,
      ...(status === 'FAILED' && { failureCode: 'OUT_OF_MEMORY', failureMessage: 'The run needs 9 GB.' }),
    });
  const section = await database.section.create({ data: { courseId, name: 'Monday' } });
  await database.enrollment.updateMany({ where: { userId: student.user.id }, data: { sectionId: section.id } });
  const expiresAt = new Date(Date.now() + 7 * 86_400_000);
  const token = 'furnished-invitation-token';
  await database.invitation.create({ data: { courseId, token, role: 'STUDENT', note: 'late ones', expiresAt } });
  await database.pendingMember.create({ data: { courseId, email: 'pending@example.org', name: 'Park Student' } });
  await database.siteInvitation.create({ data: { email: 'new@example.org', tokenHash: 'x', expiresAt } });
  await database.extension.create({ data: { assignmentId, studentId: student.user.id, extraRuns: 2, reason: 'ill' } });
  await database.grade.create({
    data: { assignmentId, studentId: student.user.id, override: 5, overrideReason: 'oral' },
  });
  const platform = await database.ltiPlatform.create({
    data: {
      name: 'School',
      issuer: 'https://lms.example.org',
      clientId: 'client',
      authorizationEndpoint: 'https://lms.example.org/auth',
      tokenEndpoint: 'https://lms.example.org/token',
      jwksUri: 'https://lms.example.org/keys',
    },
  });
  const context = await database.ltiContext.create({
    data: { platformId: platform.id, deploymentId: '1', contextId: 'c', title: 'Seeing', courseId },
  });
  await database.webhook.create({
    data: {
      courseId,
      url: 'https://hooks.example.org/',
      secret: 'secret',
      events: ['run.ended'],
      deliveries: { create: { event: 'run.ended', payload: {}, givenUpAt: new Date(), attempts: 3, error: 'refused' } },
    },
  });
  await database.reservation.create({
    data: {
      courseId,
      date: new Date().toISOString().slice(0, 10),
      fromMinute: 840,
      toMinute: 960,
      timeZone: 'Asia/Seoul',
      note: 'Laboratory',
    },
  });
  await database.worker.create({
    data: { host: 'lab-1', engine: 'wasm', engineReason: 'asked for', environment: {}, concurrency: 2 },
  });
  await database.notice.create({
    data: {
      userId: student.user.id,
      kind: 'RUN_ENDED',
      data: { runId: done.id, assignment: 'Animals or food', status: 'SUCCEEDED' },
    },
  });
  await database.mail.create({ data: { to: 'sam@example.org', subject: 'Hello', text: 'Hello' } });
  await dataOf(
    student.query('mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }', {
      input: { name: 'Notebook' },
    }),
  );
  await database.run.update({ where: { id: done.id }, data: { feedback: 'Well done.', feedbackAt: new Date() } });
  await database.weights.create({
    data: {
      courseId,
      runId: done.id,
      name: 'Fine-tuned',
      backbone: 'MobileNetV2',
      inputSize: 96,
      preprocessing: 'tf',
      hash: 'b'.repeat(64),
    },
  });
  await allowGuests(instructor, courseId);
  const lecture = await createLecture(instructor, assignmentId);
  await openPreparedLecture(database, instructor, lecture.id);
  const guest = await joinLecture(site.url, lecture.code, 'Kim');
  const { id: guestId } = await database.lectureGuest.findFirstOrThrow();
  await insertGuestRun(database, { lectureId: lecture.id, guestId, values: [0.5, 0.7, 0.8] });
  const [{ datasets }, imported] = await Promise.all([
    dataOf(instructor.query('query($id: ID!) { course(id: $id) { datasets { id } } }', { id: courseId })).then(
      ({ course }) => course,
    ),
    database.datasetImport.findFirstOrThrow(),
  ]);
  return {
    classroom,
    student,
    ids: {
      '/courses/': courseId,
      '/assignments/': assignmentId,
      '/runs/': done.id,
      '/datasets/': datasets[0].id,
      '/imports/': imported.id,
      '/join/': token,
      '/platforms/choose/': context.id,
      '/platforms/connect/': context.id,
      '/lectures/': lecture.id,
      '/go/': lecture.code,
      '/zoo/': 'MobileNetV2',
      '/learn/': 'pretraining',
    },
    runIds,
    guestToken: guest.token,
  };
}
