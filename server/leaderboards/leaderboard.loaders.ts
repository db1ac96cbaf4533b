import { loadersOfMoment, manyByKey } from '../graphql/loaders.ts';

export const leaderboardLoaders = loadersOfMoment(({ database }) => ({
  /** The places that participants had, oldest first; keys are "assignmentId participantId". */
  places: manyByKey(
    (keys) => {
      const pairs = keys.map((key) => key.split(' ') as [string, string]);
      return database.placeHistory.findMany({
        where: { OR: pairs.map(([assignmentId, participantId]) => ({ assignmentId, participantId })) },
        orderBy: { hour: 'asc' },
      });
    },
    ({ assignmentId, participantId }) => `${assignmentId} ${participantId}`,
  ),
}));
