import type { Database, Team, TeamMember, Transaction } from '#prisma/client';
import { loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';

export const teamLoaders = loadersOfAnswer(({ database, viewer }) => ({
  team: oneByKey(
    (ids) => database.team.findMany({ where: { id: { in: ids } } }),
    (team) => team.id,
  ),
  members: manyByKey(
    (teamIds) => database.teamMember.findMany({ where: { teamId: { in: teamIds } }, orderBy: { userId: 'asc' } }),
    (member) => member.teamId,
  ),
  /** The viewer's place in a team, by assignment. */
  ownMembership: oneByKey(
    async (assignmentIds) =>
      viewer ? database.teamMember.findMany({ where: { userId: viewer.id, assignmentId: { in: assignmentIds } } }) : [],
    (member: TeamMember) => member.assignmentId,
  ),
  teamsOfAssignment: manyByKey(
    (assignmentIds) =>
      database.team.findMany({
        where: { assignmentId: { in: assignmentIds } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
    (team: Team) => team.assignmentId,
  ),
}));

/** The team that a student is in; null when they are in none. */
export async function teamIdOf(
  database: Database | Transaction,
  assignmentId: string,
  userId: string,
): Promise<string | null> {
  const member = await database.teamMember.findUnique({ where: { assignmentId_userId: { assignmentId, userId } } });
  return member?.teamId ?? null;
}

/**
 * Until the transaction ends, no other one submits for this student or team, or changes the team's members.
 * `participantId` is the student's id, or the team's.
 */
export async function lockParticipant(
  transaction: Transaction,
  assignmentId: string,
  participantId: string,
): Promise<void> {
  const lock = `submit ${assignmentId} ${participantId}`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
}
