import type { PreparedRuns } from '#contracts/lectureChoices';
import { openStatuses, resultlessStatuses } from '#contracts/runStatus';
import type { Database } from '#prisma/client';
import { countByKey, loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

/** How far the preparation of a lecture is. */
export interface Preparation extends PreparedRuns {
  lectureId: string;
  /** Runs that prepare a choice of the phones. */
  choices: number;
  done: number;
  failed: number;
  /** Of all epochs, the share that is trained, from 0 to 1. */
  share: number;
}

export const unprepared = { total: 0, choices: 0, done: 0, failed: 0, ready: 0, open: 0, share: 0 };

/** How far the preparations of lectures are; nothing of those where none has begun. */
export function readPreparations(
  database: Pick<Database, '$queryRaw'>,
  lectureIds: readonly string[],
): Promise<Preparation[]> {
  return database.$queryRaw<Preparation[]>`
    SELECT member."lectureId", count(*)::int AS total,
      (count(*) FILTER (WHERE member.part = 'PREPARED'))::int AS choices,
      (count(*) FILTER (WHERE run.status = 'SUCCEEDED'))::int AS done,
      (count(*) FILTER (WHERE run.status::text = ANY(${[...resultlessStatuses]})))::int AS failed,
      (count(*) FILTER (WHERE member.part = 'PREPARED' AND run.status = 'SUCCEEDED'))::int AS ready,
      (count(*) FILTER (WHERE member.part = 'PREPARED' AND run.status::text = ANY(${[...openStatuses]})))::int AS open,
      avg(CASE WHEN run.status = 'SUCCEEDED' THEN 1 ELSE least(1, (SELECT count(*) FROM epoch
        WHERE "runNumber" = run.number)::float8 / (run.recipe->'training'->>'epochs')::float8) END)::float8 AS share
    FROM lecture_run AS member JOIN run ON run.id = member."runId"
    WHERE member."lectureId" = ANY(${lectureIds}) AND member.part <> 'GUEST' GROUP BY member."lectureId"`;
}

export const lectureLoaders = loadersOfAnswer(({ database }) => ({
  preparation: oneByKey(
    (lectureIds) => readPreparations(database, lectureIds),
    ({ lectureId }) => lectureId,
  ),
  membership: oneByKey(
    (runIds) => database.lectureRun.findMany({ where: { runId: { in: runIds } }, select: { runId: true } }),
    ({ runId }) => runId,
  ),
  guestCount: countByKey(async (lectureIds) => {
    const groups = await database.lectureGuest.groupBy({
      by: ['lectureId'],
      where: { lectureId: { in: lectureIds } },
      _count: true,
    });
    return new Map(groups.map(({ lectureId, _count }) => [lectureId, _count]));
  }),
  /** Guests by their numbers, which their runs keep when the guests are forgotten. */
  submitterCount: countByKey(async (lectureIds) => {
    const groups = await database.lectureRun.groupBy({
      by: ['lectureId', 'guestNumber'],
      where: { lectureId: { in: lectureIds }, guestNumber: { not: null } },
    });
    return new Map([...Map.groupBy(groups, ({ lectureId }) => lectureId)].map(([id, own]) => [id, own.length]));
  }),
}));
