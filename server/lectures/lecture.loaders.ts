import { resultlessStatuses } from '#contracts/runStatus';
import { countByKey, loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

/** How far the preparation of a lecture is. */
export interface Preparation {
  lectureId: string;
  total: number;
  done: number;
  failed: number;
  /** Of all epochs, the share that is trained, from 0 to 1. */
  share: number;
}

export const unprepared = { total: 0, done: 0, failed: 0, share: 0 };

export const lectureLoaders = loadersOfAnswer(({ database }) => ({
  preparation: oneByKey(
    (lectureIds) => database.$queryRaw<Preparation[]>`
      SELECT member."lectureId", count(*)::int AS total,
        (count(*) FILTER (WHERE run.status = 'SUCCEEDED'))::int AS done,
        (count(*) FILTER (WHERE run.status::text = ANY(${[...resultlessStatuses]})))::int AS failed,
        avg(CASE WHEN run.status = 'SUCCEEDED' THEN 1 ELSE least(1, (SELECT count(*) FROM epoch
          WHERE epoch."runId" = run.id)::float8 / (run.recipe->'training'->>'epochs')::float8) END)::float8 AS share
      FROM lecture_run AS member JOIN run ON run.id = member."runId"
      WHERE member."lectureId" = ANY(${lectureIds}) AND member.part <> 'GUEST' GROUP BY member."lectureId"`,
    ({ lectureId }) => lectureId,
  ),
  guestCount: countByKey(async (lectureIds) => {
    const groups = await database.lectureGuest.groupBy({
      by: ['lectureId'],
      where: { lectureId: { in: lectureIds } },
      _count: true,
    });
    return new Map(groups.map(({ lectureId, _count }) => [lectureId, _count]));
  }),
}));
