import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const team = 'id name joinCode members { id }';

describe('teams', () => {
  let server: TestServer;
  let room: Classroom;
  let people: SignedIn[];
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    people = await Promise.all(['Ada', 'Bob', 'Cleo', 'Dan'].map((name) => room.student(name)));
  });
  afterAll(() => server.stop());

  const create = (client: SignedIn, assignmentId: string, name: string) =>
    client.query(`mutation($a: ID!, $name: String!) { createTeam(assignmentId: $a, name: $name) { ${team} } }`, {
      a: assignmentId,
      name,
    });
  const join = (client: SignedIn, assignmentId: string, code: string) =>
    client.query(`mutation($a: ID!, $code: String!) { joinTeam(assignmentId: $a, code: $code) { ${team} } }`, {
      a: assignmentId,
      code,
    });
  const leave = (client: SignedIn, assignmentId: string) =>
    client.query('mutation($a: ID!) { leaveTeam(assignmentId: $a) { ownTeam { id } } }', { a: assignmentId });
  const place = (client: SignedIn, input: object) =>
    client.query(`mutation($input: PlaceInTeamInput!) { placeInTeam(input: $input) { teams { ${team} } } }`, { input });
  const rename = (client: SignedIn, id: string, name: string) =>
    client.query('mutation($id: ID!, $name: String!) { renameTeam(id: $id, name: $name) { name } }', { id, name });
  const ask = async (client: SignedIn, id: string) =>
    (
      await dataOf(
        client.query(
          `query($id: ID!) { assignment(id: $id) { ownTeam { ${team} } teamsForm ownQuota { left } teams { name } } }`,
          { id },
        ),
      )
    ).assignment;
  const send = (client: SignedIn, assignmentId: string, seed: number) =>
    client.query('mutation($input: SubmitRunInput!) { submitRun(input: $input) { alreadySubmitted run { id } } }', {
      input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } },
    });

  it('are created, joined by their code and left, and share quota and runs', async () => {
    const [ada, bob, cleo] = people as [SignedIn, SignedIn, SignedIn];
    const id = await room.assignment({ teamSize: 2, dailyQuota: 2 });
    expect(await codeOf(send(ada, id, 1))).toBe('TEAM_NEEDED');
    const { createTeam } = await dataOf(create(ada, id, ' Owls '));
    expect(createTeam).toMatchObject({ name: 'Owls', members: [{ id: ada.user.id }] });
    expect(await codeOf(create(ada, id, 'Two'))).toBe('ALREADY_IN_TEAM');
    expect(await codeOf(create(bob, id, 'Owls'))).toBe('NAME_TAKEN');
    expect(await codeOf(join(bob, id, 'NOSUCH'))).toBe('NOT_FOUND');
    const { joinTeam } = await dataOf(join(bob, id, createTeam.joinCode.toLowerCase()));
    expect(joinTeam.members).toHaveLength(2);
    expect(await codeOf(join(cleo, id, createTeam.joinCode))).toBe('TEAM_FULL');
    await dataOf(leave(bob, id));
    await dataOf(join(bob, id, createTeam.joinCode));

    const { submitRun } = await dataOf(send(ada, id, 1));
    expect((await dataOf(send(bob, id, 1))).submitRun).toEqual({ alreadySubmitted: true, run: submitRun.run });
    expect((await ask(bob, id)).ownQuota.left).toBe(1);
    await dataOf(send(bob, id, 2));
    expect(await codeOf(send(ada, id, 3))).toBe('QUOTA_EXCEEDED');
    const seen = `{ run(id: "${submitRun.run.id}") { id status } }`;
    expect(await codeOf(bob.query(seen))).toBeUndefined();
    expect(await codeOf(cleo.query(seen))).toBe('FORBIDDEN');
    const runs = await dataOf(bob.query('query($id: ID!) { runs(assignmentId: $id) { id } }', { id }));
    expect(runs.runs).toHaveLength(2);
    expect(await codeOf(leave(bob, id))).toBe('BAD_USER_INPUT');
    expect((await ask(cleo, id)).teams).toBeNull();
  });

  it('let exactly the quota in when their members submit at once', async () => {
    const [ada, bob] = people as [SignedIn, SignedIn];
    const id = await room.assignment({ teamSize: 2, dailyQuota: 3 });
    const { createTeam } = await dataOf(create(ada, id, 'Racers'));
    await dataOf(join(bob, id, createTeam.joinCode));
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, seed) => codeOf(send(seed % 2 ? ada : bob, id, seed))),
    );
    expect(codes.filter((code) => code === undefined)).toHaveLength(3);
  });

  it('never get too large, however many join at once', async () => {
    const [ada, ...others] = people as [SignedIn, ...SignedIn[]];
    const id = await room.assignment({ teamSize: 2 });
    const { createTeam } = await dataOf(create(ada, id, 'Small'));
    const codes = await Promise.all(others.map((client) => codeOf(join(client, id, createTeam.joinCode))));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(await server.database.teamMember.count({ where: { teamId: createTeam.id } })).toBe(2);
  });

  it('are corrected by staff after students could', async () => {
    const [ada, bob] = people as [SignedIn, SignedIn];
    const id = await room.assignment({ teamSize: 2 });
    await dataOf(create(ada, id, 'First'));
    await server.database.assignment.update({ where: { id }, data: { teamsUntil: new Date(Date.now() - 1000) } });
    expect(await codeOf(create(bob, id, 'Late'))).toBe('TEAMS_CLOSED');
    const first = await server.database.team.findFirstOrThrow({ where: { assignmentId: id } });
    expect(await codeOf(join(bob, id, first.joinCode))).toBe('TEAMS_CLOSED');
    expect(await codeOf(leave(ada, id))).toBe('TEAMS_CLOSED');
    expect(await codeOf(rename(ada, first.id, 'Renamed'))).toBe('TEAMS_CLOSED');
    expect((await dataOf(rename(room.instructor, first.id, 'Renamed'))).renameTeam.name).toBe('Renamed');
    expect(await server.database.auditEntry.count({ where: { action: 'team.rename', subjectId: first.id } })).toBe(1);
    expect((await ask(bob, id)).teamsForm).toBe(false);
    expect(await codeOf(place(bob, { assignmentId: id, userId: bob.user.id, newTeam: 'Mine' }))).toBe('FORBIDDEN');
    const made = await dataOf(place(room.instructor, { assignmentId: id, userId: bob.user.id, newTeam: 'Second' }));
    const second = made.placeInTeam.teams.find(({ name }: { name: string }) => name === 'Second');
    await dataOf(place(room.instructor, { assignmentId: id, userId: ada.user.id, teamId: second.id }));
    // The team that nobody is in any more is gone.
    expect((await ask(room.instructor, id)).teams).toEqual([{ name: 'Second' }]);
    expect(await codeOf(place(room.instructor, { assignmentId: id, userId: 'nobody', teamId: second.id }))).toBe(
      'NOT_FOUND',
    );
    expect(await server.database.auditEntry.count({ where: { action: 'team.place', subjectId: ada.user.id } })).toBe(1);
  });

  it('are of one assignment, of its students, and of their members', async () => {
    const [ada, bob, cleo] = people as [SignedIn, SignedIn, SignedIn];
    const [id, other] = [await room.assignment({ teamSize: 2 }), await room.assignment({ teamSize: 3 })];
    const { createTeam: here } = await dataOf(create(ada, id, 'Here'));
    const { createTeam: there } = await dataOf(create(bob, other, 'There'));
    expect(await codeOf(join(bob, id, there.joinCode))).toBe('NOT_FOUND');
    // A student is in one team of an assignment at most.
    await dataOf(create(bob, id, 'Another'));
    expect(await codeOf(join(bob, id, here.joinCode))).toBe('ALREADY_IN_TEAM');
    expect(await codeOf(rename(bob, here.id, 'Mine'))).toBe('FORBIDDEN');
    expect((await dataOf(rename(ada, here.id, 'Ours'))).renameTeam.name).toBe('Ours');
    const stranger = await signUp(server.url, { name: 'Stranger', email: 'stranger@example.org', password });
    expect(await codeOf(create(stranger, id, 'Strangers'))).toBe('NOT_ENROLLED');
    expect(await codeOf(join(stranger, id, here.joinCode))).toBe('NOT_ENROLLED');

    const byStaff = (userId: string, teamId: string) =>
      codeOf(place(room.instructor, { assignmentId: id, userId, teamId }));
    expect(await byStaff(cleo.user.id, there.id)).toBe('NOT_FOUND');
    expect(await byStaff(room.instructor.user.id, here.id)).toBe('NOT_FOUND');
    const where = { courseId: room.courseId, userId: cleo.user.id };
    await server.database.enrollment.updateMany({ where, data: { removedAt: new Date() } });
    expect(await byStaff(cleo.user.id, here.id)).toBe('NOT_FOUND');
    await server.database.enrollment.updateMany({ where, data: { removedAt: null } });
    expect(await byStaff(cleo.user.id, here.id)).toBeUndefined();
    const alone = await room.assignment();
    expect(await codeOf(create(ada, alone, 'Alone'))).toBe('BAD_USER_INPUT');
  });

  it('keep their runs when nobody is in them any more', async () => {
    const [ada] = people as [SignedIn];
    const id = await room.assignment({ teamSize: 2 });
    const { createTeam } = await dataOf(create(ada, id, 'Left'));
    await dataOf(send(ada, id, 1));
    await dataOf(place(room.instructor, { assignmentId: id, userId: ada.user.id }));
    expect(await server.database.run.count({ where: { teamId: createTeam.id } })).toBe(1);
  });

  it('show their code to their members and to staff, and not to who has left them', async () => {
    const [ada, bob] = people as [SignedIn, SignedIn];
    const id = await room.assignment({ teamSize: 2 });
    const { createTeam } = await dataOf(create(ada, id, 'Coded'));
    await dataOf(join(bob, id, createTeam.joinCode));
    const { submitRun } = await dataOf(send(ada, id, 1));
    const asked = `{ run(id: "${submitRun.run.id}") { team { joinCode } } }`;
    const codeSeen = async (client: SignedIn) => (await dataOf(client.query(asked))).run.team.joinCode;
    await dataOf(place(room.instructor, { assignmentId: id, userId: ada.user.id }));
    expect(await codeSeen(room.instructor)).toBe(createTeam.joinCode);
    expect(await codeSeen(bob)).toBe(createTeam.joinCode);
    expect(await codeSeen(ada)).toBeNull();
  });
});
