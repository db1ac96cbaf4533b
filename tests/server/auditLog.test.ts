import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const logDocument = `query($id: ID!, $filter: AuditFilterInput! = {}, $first: Int! = 50, $after: String) {
  course(id: $id) {
  auditChoices { actors { id } actions }
  auditLog(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    nodes { action subject actor { id } course { id } } } } }`;

describe('the audit log', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let assistant: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    assistant = await room.student('Assistant');
    await server.database.enrollment.updateMany({ where: { userId: assistant.user.id }, data: { role: 'ASSISTANT' } });
    await server.database.auditEntry.deleteMany();
    for (const actor of [room.instructor, assistant, assistant])
      await dataOf(
        actor.query('mutation($input: ReserveWorkersInput!) { reserveWorkers(input: $input) { id } }', {
          input: {
            courseId: room.courseId,
            date: `2027-01-0${1 + (await server.database.reservation.count())}`,
            from: '10:00',
            to: '11:00',
          },
        }),
      );
    await server.database.auditEntry.create({
      data: { action: 'site.update', subjectId: 'site', subject: 'The site' },
    });
  });
  afterAll(() => server.stop());

  const read = async (client: SignedIn, variables: object = {}) =>
    (await dataOf(client.query(logDocument, { id: room.courseId, ...variables }))).course;

  it('says to the staff who changed what, newest first, in pages, filtered by person and action', async () => {
    const { auditLog, auditChoices } = await read(assistant, { first: 2 });
    expect(auditLog).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(auditLog.nodes[0]).toEqual({
      action: 'reservation.create',
      subject: '2027-01-03, 10:00 to 11:00',
      actor: { id: assistant.user.id },
      course: { id: room.courseId },
    });
    const next = await read(assistant, { first: 2, after: auditLog.pageInfo.endCursor });
    expect(next.auditLog.nodes).toMatchObject([{ actor: { id: room.instructor.user.id } }]);
    expect(auditChoices.actions).toEqual(['reservation.create']);
    expect(auditChoices.actors).toHaveLength(2);
    expect((await read(assistant, { filter: { actorId: assistant.user.id } })).auditLog.totalCount).toBe(2);
    expect((await read(assistant, { filter: { action: 'site.update' } })).auditLog.totalCount).toBe(0);
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "Other" }) { id } }'),
    );
    const other = await dataOf(room.instructor.query(logDocument, { id: createCourse.id }));
    expect(other.course.auditLog).toMatchObject({ totalCount: 1, nodes: [{ action: 'course.create' }] });
    expect(other.course.auditChoices.actions).toEqual(['course.create']);
    await server.database.auditEntry.deleteMany({ where: { courseId: createCourse.id } });
  });

  it('is for the staff of the course, and of the whole site for administrators', async () => {
    expect(await read(ada)).toEqual({ auditLog: null, auditChoices: null });
    const site = '{ auditLog { totalCount nodes { action actor { id } course { id } } } auditChoices { actions } }';
    expect(await dataOf(assistant.query(site))).toEqual({ auditLog: null, auditChoices: null });
    const { auditLog, auditChoices } = await dataOf(room.instructor.query(site));
    expect(auditLog.totalCount).toBe(4);
    expect(auditLog.nodes[0]).toEqual({ action: 'site.update', actor: null, course: null });
    expect(auditChoices.actions).toEqual(['reservation.create', 'site.update']);
  });
});

/** What people do for themselves, and what only reads: mutations that need no line in the log. */
const needNoLine = [
  'acceptInvitation',
  'analyseRun',
  'changeEmail',
  'changeLanguage',
  'changeName',
  'chooseNotices',
  'chooseRun',
  'confirmEmail',
  'createApiKey',
  'createTeam',
  'endOtherSessions',
  'endSession',
  'explainImage',
  'exportRun',
  'joinCourse',
  'joinLecture',
  'joinTeam',
  'leaveTeam',
  'predictPicture',
  'readNotices',
  'redeliverWebhook',
  'requestPasswordLink',
  'resendLtiScores',
  'revokeApiKey',
  'sendEmailConfirmation',
  'submitLectureRun',
  'submitRun',
  'submitSeeds',
  'submitTwin',
  'updateRun',
  'testWebhook',
];

/** What each other mutation writes into the log. */
const lineOf: Record<string, string> = {
  addPicture: 'picture.add',
  admitPending: 'roster.admit',
  applyRoster: 'roster.apply',
  archiveCourse: 'course.archive',
  assignSection: 'section.assign',
  cancelImport: 'import.cancel',
  cancelRun: 'run.cancel',
  changeAccountEmail: 'account.email',
  changeWebhook: 'webhook.change',
  closeAssignment: 'assignment.close',
  connectLtiContext: 'platform.connect',
  copyCourse: 'course.copy',
  createAssignment: 'assignment.create',
  createCourse: 'course.create',
  createLecture: 'lecture.create',
  createInvitation: 'invitation.create',
  createPasswordLink: 'account.passwordLink',
  createSection: 'section.create',
  createWebhook: 'webhook.create',
  decideImport: 'import.decide',
  deleteAssignment: 'assignment.delete',
  deleteCourse: 'course.delete',
  deleteDataset: 'dataset.delete',
  deleteDatasetVersion: 'datasetVersion.delete',
  deleteLecture: 'lecture.delete',
  deleteLtiPlatform: 'platform.delete',
  deleteSection: 'section.delete',
  disconnectLtiContext: 'platform.disconnect',
  duplicateAssignment: 'assignment.duplicate',
  endLecture: 'lecture.end',
  eraseAccount: 'account.erase',
  eraseMyAccount: 'account.erase',
  grantExtension: 'extension.grant',
  handOverCourse: 'course.handOver',
  importDataset: 'dataset.import',
  inviteLtiPlatform: 'platform.invite',
  inviteToSite: 'invitation.create',
  keepModels: 'course.update',
  leaveCourse: 'member.leave',
  measureNetworks: 'networks.measure',
  moveRunUp: 'run.moveUp',
  openJoining: 'course.openJoining',
  openLecture: 'lecture.open',
  placeInTeam: 'team.place',
  prepareLecture: 'lecture.prepare',
  publishAssignment: 'assignment.publish',
  publishGrades: 'grades.publish',
  publishWeights: 'weights.publish',
  readLtiRoster: 'platform.roster',
  readmitMember: 'member.readmit',
  removeGuest: 'lecture.removeGuest',
  removeMember: 'member.remove',
  removePending: 'roster.forget',
  removeReservation: 'reservation.remove',
  removeSecondFactor: 'account.secondFactor.remove',
  removeWebhook: 'webhook.remove',
  renameSection: 'section.rename',
  renameTeam: 'team.rename',
  renewJoinCode: 'course.renewJoinCode',
  rerunCountedRuns: 'assignment.rerun',
  rerunRun: 'run.rerun',
  reserveWorkers: 'reservation.create',
  revokeExtension: 'extension.revoke',
  revokeInvitation: 'invitation.revoke',
  revokeSiteInvitation: 'invitation.revoke',
  saveLtiPlatform: 'platform.update',
  setBoard: 'assignment.board',
  setCourseGrading: 'course.grading',
  setGrade: 'grade.update',
  setGradingRule: 'assignment.grading',
  setMemberRole: 'member.setRole',
  setReferenceRun: 'assignment.referenceRun',
  setRunFeedback: 'run.feedback',
  setSiteRole: 'account.role',
  unarchiveCourse: 'course.unarchive',
  unpublishAssignment: 'assignment.unpublish',
  updateAssignment: 'assignment.update',
  updateCourse: 'course.update',
  updateLecture: 'lecture.update',
  updateDataset: 'dataset.update',
  updateMember: 'member.update',
  updateSite: 'site.update',
  uploadWeights: 'weights.upload',
};

it('has a line for every mutation of staff: each mutation is in one of two lists, and its action is written', () => {
  const schema = buildSchema(readFileSync('server/schema.graphql', 'utf8'));
  const mutations = Object.keys(schema.getMutationType()!.getFields());
  expect(mutations.sort()).toEqual([...needNoLine, ...Object.keys(lineOf)].sort());
  const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('server', name), 'utf8'))
    .filter((source) => source.includes('recordChange('));
  const written = (action: string) => sources.some((source) => source.includes(`'${action}'`));
  expect(Object.values(lineOf).filter((action) => !written(action))).toEqual([]);
});
