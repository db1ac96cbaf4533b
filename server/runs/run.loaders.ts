import { loadersOfMoment, oneByKey } from '../graphql/loaders.ts';

export const runLoaders = loadersOfMoment(({ database }) => ({
  run: oneByKey(
    (ids) => database.run.findMany({ where: { id: { in: ids } } }),
    (run) => run.id,
  ),
  /** The newest of the runs by which staff had one trained again. */
  rerun: oneByKey(
    (runIds) =>
      database.run.findMany({
        where: { rerunOf: { in: runIds } },
        orderBy: [{ rerunOf: 'asc' }, { id: 'desc' }],
        distinct: ['rerunOf'],
      }),
    (run) => run.rerunOf ?? '',
  ),
  /** What an older revision of an assignment was scored by; keys are "assignmentId revision". */
  revision: oneByKey(
    (keys) =>
      database.assignmentRevision.findMany({
        where: {
          OR: keys.map((key) => {
            const [assignmentId, revision] = key.split(' ');
            return { assignmentId: assignmentId!, revision: Number(revision) };
          }),
        },
      }),
    ({ assignmentId, revision }) => `${assignmentId} ${revision}`,
  ),
  evaluation: oneByKey(
    (runIds) => database.evaluation.findMany({ where: { runId: { in: runIds } } }),
    (evaluation) => evaluation.runId,
  ),
}));
