import { losses } from '#contracts/metrics';
import { pairLevel, provenBetter, winsNeeded } from '#contracts/pairedTest';
import { roundingSlack } from '#contracts/scoreRange';
import { Prisma, type Transaction } from './client.ts';
import { databaseNow } from './clock.ts';
import { givePseudonyms } from './pseudonyms.ts';

/** The assignment's columns that decide which run of a participant counts. */
interface Terms {
  id: string;
  courseId: string;
  metric: string;
  scoreStep: number;
  publicShare: number;
  revision: number;
  countingRule: string;
  latePenalty: number;
  seedsCounted: number;
  freezeAt: Date | null;
}

/** Of `enrollment`: a student who has rows on the course's boards. Who erased their account leaves them behind. */
export const isOnBoards = Prisma.sql`enrollment.role = 'STUDENT' AND (enrollment."removedAt" IS NULL OR EXISTS (
  SELECT FROM "user" WHERE "user".id = enrollment."userId" AND "user"."erasedAt" = enrollment."removedAt"))`;

/**
 * Writes which run of each participant counts, with its scores, and the places that the scores alone prove. A worker
 * then finds the places by the paired test (worker/boards/). Call it in the transaction that changes a rule, members,
 * teams, dates or chosen runs; with `participantId` (a student's or a team's id) when only this one's runs changed.
 *
 * One row a participant: a student of the course who was not removed (`isOnBoards`), or a team with such a member. Runs
 * of the newest revision count before those of older ones, then the counting rule decides: the best rounded public
 * score, late days taken off (a loss grows by them), and of equals the earlier run; the last; or the best of the chosen
 * ones. Scores are rounded as the revision of their run says. A rerun stands for its original.
 */
export async function rebuildStandings(
  transaction: Transaction,
  assignmentId: string,
  participantId?: string,
): Promise<void> {
  await lockBoard(transaction, assignmentId, participantId);
  const terms = await transaction.assignment.findUnique({ where: { id: assignmentId } });
  if (!terms) return;
  await freezeBoard(transaction, terms);
  const changed = await writeRows(transaction, terms, participantId);
  await placeByScores(transaction, terms, participantId === undefined);
  await givePseudonyms(transaction, terms.courseId);
  if (changed > 0)
    await transaction.$executeRaw`
      INSERT INTO board ("assignmentId", changes) VALUES (${assignmentId}, 1)
      ON CONFLICT ("assignmentId") DO UPDATE SET changes = board.changes + 1`;
}

/** Whose run it is on a board: the team's that submitted it, else the student's. */
export function participantOf({ teamId, studentId }: { teamId: string | null; studentId: string }): string {
  return teamId ?? studentId;
}

/** One participant's standing is written by one transaction at a time; all of them by none beside it. */
export async function lockBoard(transaction: Transaction, assignmentId: string, participantId?: string): Promise<void> {
  const whole = `standings ${assignmentId}`;
  if (participantId === undefined) {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${whole}, 0))`;
    return;
  }
  const own = `${whole} ${participantId}`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${whole}, 0))`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${own}, 0))`;
}

/** Keeps the board as it stands, at the first change after its freeze; forgets what was kept for another freeze. */
async function freezeBoard(transaction: Transaction, { id, freezeAt }: Terms): Promise<void> {
  const board = await transaction.board.findUnique({ where: { assignmentId: id } });
  const wanted = freezeAt !== null && freezeAt <= databaseNow() ? freezeAt : null;
  const before = board?.frozenFor ?? null;
  if (before?.getTime() === wanted?.getTime()) return;
  await transaction.board.upsert({ where: { assignmentId: id }, create: { assignmentId: id }, update: {} });
  // Of two transactions that come here at once the second finds it done.
  const where = { assignmentId: id, frozenFor: before };
  if ((await transaction.board.updateMany({ where, data: { frozenFor: wanted } })).count === 0) return;
  await transaction.frozenStanding.deleteMany({ where: { assignmentId: id } });
  if (wanted === null) return;
  // Both tables have the same columns.
  await transaction.$executeRaw`
    INSERT INTO frozen_standing SELECT kept.* FROM standing,
      jsonb_populate_record(NULL::frozen_standing, to_jsonb(standing)) AS kept
    WHERE standing."assignmentId" = ${id}`;
}

/** Answers how many rows are other than before. */
async function writeRows(transaction: Transaction, terms: Terms, participantId?: string): Promise<number> {
  const { id, courseId, countingRule, latePenalty, seedsCounted } = terms;
  const ofParticipant = participantId
    ? Prisma.sql`AND (run."teamId" = ${participantId} OR run."teamId" IS NULL AND run."studentId" = ${participantId})`
    : Prisma.empty;
  const standingsMeant = participantId ? Prisma.sql`AND "participantId" = ${participantId}` : Prisma.empty;
  // A rerun's original tells when the recipe was submitted and whether it was chosen.
  const scored = Prisma.sql`
    SELECT run.id, coalesce(run."teamId", run."studentId") AS participant, run."teamId", run."studentId",
           run.revision, run."daysLate", run.recipe,
           least(run."submittedAt", original."submittedAt") AS "submittedAt",
           coalesce(run."chosenAt", original."chosenAt") AS "chosenAt",
           evaluation."publicScore", evaluation."privateScore", evaluation."answerLow", evaluation."answerHigh",
           evaluation."testImages",
           coalesce(evaluation."publicImages", greatest(1, least(evaluation."testImages" - 1,
             round(evaluation."testImages" * coalesce(ended."publicShare", ${terms.publicShare}::float8)))))::int
             AS "publicImages",
           coalesce(ended."scoreStep", ${terms.scoreStep}::float8) AS step,
           coalesce(ended.metric, ${terms.metric}) = ANY (${[...losses]}) AS "isLoss"
    FROM run
    JOIN evaluation ON evaluation."runId" = run.id
    LEFT JOIN run original ON original.id = run."rerunOf"
    LEFT JOIN assignment_revision ended ON ended."assignmentId" = run."assignmentId" AND ended.revision = run.revision
    WHERE run."assignmentId" = ${id} AND run.status = 'SUCCEEDED' ${ofParticipant}
      AND CASE WHEN run."teamId" IS NULL
        THEN EXISTS (SELECT FROM member WHERE member."userId" = run."studentId" AND member."teamId" IS NULL)
        ELSE EXISTS (SELECT FROM member WHERE member."teamId" = run."teamId") END`;
  const candidates =
    seedsCounted === 1
      ? Prisma.sql`SELECT scored.*, '{}'::text[] AS "runIds" FROM scored`
      : Prisma.sql`
        SELECT participant, "teamId", revision, (array_agg(id ORDER BY nth))[1] AS id,
               array_agg(id ORDER BY nth) AS "runIds", (array_agg("studentId" ORDER BY nth))[1] AS "studentId",
               max("daysLate") AS "daysLate", max("submittedAt") AS "submittedAt",
               max("chosenAt") AS "chosenAt", avg("publicScore") AS "publicScore",
               avg("privateScore") AS "privateScore",
               max("answerLow") AS "answerLow", min("answerHigh") AS "answerHigh",
               max("testImages") AS "testImages", max("publicImages") AS "publicImages", max(step) AS step,
               bool_or("isLoss") AS "isLoss"
        FROM (
          SELECT *, row_number() OVER (PARTITION BY participant, revision, network ORDER BY "submittedAt", id) AS nth
          FROM (
            SELECT DISTINCT ON (participant, revision, network, seed) * FROM (
              SELECT *, md5((recipe - 'seed')::text) AS network, recipe->'seed' AS seed FROM scored
            ) named ORDER BY participant, revision, network, seed, id DESC
          ) seeds
        ) numbered WHERE nth <= ${seedsCounted}
        GROUP BY participant, "teamId", revision, network HAVING count(*) = ${seedsCounted}`;
  const isSame = Prisma.sql`(old."runId", old."runIds", old."daysLate" > 0)
    = (excluded."runId", excluded."runIds", excluded."daysLate" > 0)`;
  const changed = await transaction.$queryRaw<unknown[]>`
    WITH member AS (
      SELECT enrollment."userId", team_member."teamId" FROM enrollment
      LEFT JOIN team_member ON team_member."assignmentId" = ${id} AND team_member."userId" = enrollment."userId"
      WHERE enrollment."courseId" = ${courseId} AND ${isOnBoards}
    ), scored AS (${scored}), candidate AS (${candidates}), ranked AS (
      SELECT *, floor("publicScore" / step + ${roundingSlack}::float8) AS level,
        CASE WHEN "isLoss" THEN -floor("publicScore" / greatest(1e-9, kept) / step + ${roundingSlack}::float8)
          ELSE floor("publicScore" * kept / step + ${roundingSlack}::float8) END AS merit
      FROM (SELECT *, greatest(0, 1 - ${latePenalty}::float8 * "daysLate") AS kept FROM candidate) candidate
    ), counting AS (
      SELECT DISTINCT ON (participant) * FROM ranked
      ORDER BY participant, revision DESC,
        CASE WHEN ${countingRule} = 'CHOSEN' THEN ("chosenAt" IS NOT NULL)::int ELSE 0 END DESC,
        CASE WHEN ${countingRule} = 'LAST' THEN extract(epoch FROM "submittedAt") ELSE merit END DESC,
        CASE WHEN ${countingRule} = 'LAST' THEN id END DESC,
        "submittedAt", id
    ), submitted AS (
      SELECT coalesce(run."teamId", run."studentId") AS participant,
        count(*) FILTER (WHERE run."rerunOf" IS NULL)::int AS runs
      FROM run
      WHERE run."assignmentId" = ${id} ${ofParticipant} GROUP BY 1
    ), gone AS (
      DELETE FROM standing WHERE "assignmentId" = ${id} ${standingsMeant}
        AND "participantId" NOT IN (SELECT participant FROM counting) RETURNING 1
    ), written AS (
      INSERT INTO standing AS old ("assignmentId", "participantId", "studentId", "teamId", "runId", "runIds", revision,
        "publicScore", "privateScore", "answerLow", "answerHigh", "publicImages", "privateImages", place, "finalPlace",
        "daysLate", "runsSubmitted", "submittedAt")
      SELECT ${id}, participant, CASE WHEN "teamId" IS NULL THEN "studentId" END, "teamId", id, "runIds", revision,
        round((level * step)::numeric, 6)::float8, "privateScore", "answerLow", "answerHigh",
        "publicImages", "testImages" - "publicImages", 0, 0, "daysLate", submitted.runs, "submittedAt"
      FROM counting JOIN submitted USING (participant)
      ON CONFLICT ("assignmentId", "participantId") DO UPDATE SET
        ("studentId", "teamId", "runId", "runIds", revision, "publicScore", "privateScore", "answerLow", "answerHigh",
          "publicImages", "privateImages", "daysLate", "runsSubmitted", "submittedAt", "updatedAt")
        = (excluded."studentId", excluded."teamId", excluded."runId", excluded."runIds", excluded.revision,
          excluded."publicScore", excluded."privateScore", excluded."answerLow", excluded."answerHigh",
          excluded."publicImages", excluded."privateImages", excluded."daysLate", excluded."runsSubmitted",
          excluded."submittedAt", now()),
        place = CASE WHEN ${isSame} THEN old.place ELSE 0 END,
        "finalPlace" = CASE WHEN ${isSame} THEN old."finalPlace" ELSE 0 END,
        "isPaired" = ${isSame} AND old."isPaired"
      WHERE (old."runId", old."runIds", old.revision, old."publicScore", old."privateScore", old."daysLate",
          old."runsSubmitted", old."submittedAt", old."answerLow", old."answerHigh")
        IS DISTINCT FROM (excluded."runId", excluded."runIds", excluded.revision, excluded."publicScore",
          excluded."privateScore", excluded."daysLate", excluded."runsSubmitted", excluded."submittedAt",
          excluded."answerLow", excluded."answerHigh")
      RETURNING 1
    )
    SELECT 1 FROM gone UNION ALL SELECT 1 FROM written`;
  return changed.length;
}

interface Unplaced {
  participantId: string;
  section: string;
  place: number;
  isPaired: boolean;
  publicScore: number;
  privateScore: number;
  publicImages: number;
  privateImages: number;
}

/**
 * Gives rows the place that their scores prove: how many have so many more right images that no overlap explains it.
 * Scores that count no images prove nothing. Only rows without a place get one, or `all` that the paired test has not
 * placed.
 */
async function placeByScores(
  transaction: Transaction,
  { id, metric, seedsCounted }: Terms,
  all: boolean,
): Promise<void> {
  const meant = all ? { isPaired: false } : { place: 0 };
  const unplaced = await transaction.standing.count({ where: { assignmentId: id, ...meant } });
  if (unplaced === 0) return;
  const rows = await transaction.$queryRaw<Unplaced[]>`
    SELECT standing."participantId", standing.revision || ':' || (standing."daysLate" > 0) AS section, standing.place,
      standing."isPaired", evaluation."publicScore", evaluation."privateScore",
      standing."publicImages", standing."privateImages"
    FROM standing JOIN evaluation ON evaluation."runId" = standing."runId"
    WHERE standing."assignmentId" = ${id}`;
  const proves = metric === 'ACCURACY' && seedsCounted === 1;
  const ids: string[] = [];
  const places: number[] = [];
  const finalPlaces: number[] = [];
  for (const section of Map.groupBy(rows, (row) => row.section).values()) {
    const needed = winsNeeded(pairLevel(section.length));
    const place = placesOf(section, needed, proves, (row) => [row.publicScore, row.publicImages]);
    const finalPlace = placesOf(section, needed, proves, (row) => [row.privateScore, row.privateImages]);
    for (const row of section.filter((row) => row.place === 0 || (all && !row.isPaired))) {
      ids.push(row.participantId);
      places.push(place(row));
      finalPlaces.push(finalPlace(row));
    }
  }
  await transaction.$executeRaw`
    UPDATE standing SET place = found.place, "finalPlace" = found."finalPlace"
    FROM unnest(${ids}::text[], ${places}::int[], ${finalPlaces}::int[]) AS found(id, place, "finalPlace")
    WHERE standing."assignmentId" = ${id} AND standing."participantId" = found.id`;
}

function placesOf(
  section: Unplaced[],
  needed: (images: number) => number,
  proves: boolean,
  scoreOf: (row: Unplaced) => [score: number, images: number],
): (row: Unplaced) => number {
  if (!proves) return () => 1;
  const rightOf = (row: Unplaced) => {
    const [score, images] = scoreOf(row);
    return Math.round(score * images);
  };
  const sorted = section.map(rightOf).sort((a, b) => b - a);
  return (row) => {
    const [, images] = scoreOf(row);
    const border = provenBetter(rightOf(row), images, needed);
    const next = sorted.findIndex((right) => right < border);
    return 1 + (next < 0 ? sorted.length : next);
  };
}
