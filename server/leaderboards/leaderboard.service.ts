import { type Assignment, type Database, Prisma, type Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { isOnBoards } from '#prisma/standings';
import { assignmentLoaders } from '../assignments/assignment.loaders.ts';
import { isFinal } from '../assignments/openness.ts';
import { isStaff, requireMember } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { exactly, publicRange, type ScoreTerms, shareImages } from '../runs/scoreRange.ts';
import type { ScoreRange } from '../runs/scoreRange.type.ts';
import type { BoardSection } from './leaderboard.type.ts';

/** A board as one asker sees it. */
export interface BoardView {
  assignment: Assignment;
  viewerId: string;
  /** Whether staff ask, and not for what students see. */
  isStaff: boolean;
  isFinal: boolean;
  isFrozen: boolean;
  showsOthers: boolean;
  hasNames: boolean;
  /** What earlier revisions were scored by: their rows stand on the board as they were scored. */
  earlier: ReadonlyMap<number, ScoreTerms>;
  /** Changes of the board so far, and how many of them have their places. */
  changes: number;
  ranked: number;
}

interface BoardRow {
  rank: number;
  section: number;
  revision: number;
  place: number;
  sharedBy: number;
  participantId: string;
  /** Who submitted the run that counts. */
  studentId: string;
  teamId: string | null;
  runId: string;
  name: string;
  pseudonym: string | null;
  isOwn: boolean;
  backbone: string;
  weights: string;
  publicScore: number;
  privateScore: number;
  answerLow: number | null;
  answerHigh: number | null;
  publicImages: number;
  privateImages: number;
  /** The public score, not rounded. */
  exactScore: number;
  seeds: number;
  daysLate: number;
  runsSubmitted: number;
}

export interface BoardEntry extends BoardRow {
  view: BoardView;
}

export const sections: readonly (keyof typeof BoardSection)[] = ['IN_TIME', 'LATE', 'OUTDATED'];

/**
 * @param names false: pseudonyms in place of names, as on a projector
 * @param asStudent staff see what students see
 */
export async function viewBoard(
  context: Context,
  assignment: Assignment,
  { names, asStudent }: { names: boolean; asStudent: boolean },
): Promise<BoardView> {
  const staff = isStaff(await requireMember(context, assignment.courseId)) && !asStudent;
  const [board, revisions] = await Promise.all([
    context.database.board.findUnique({ where: { assignmentId: assignment.id } }),
    assignmentLoaders(context).revisions.load(assignment.id),
  ]);
  const final = isFinal(assignment);
  const { freezeAt, boardMode } = assignment;
  return {
    assignment,
    viewerId: context.viewer!.id,
    isStaff: staff,
    isFinal: final,
    isFrozen: !staff && !final && freezeAt !== null && freezeAt <= databaseNow(),
    showsOthers: staff || boardMode === 'FULL' || boardMode === 'PSEUDONYMS',
    hasNames: names && (staff || boardMode === 'FULL'),
    earlier: new Map(revisions.map((revision) => [revision.revision, revision])),
    changes: board?.changes ?? 0,
    ranked: board?.ranked ?? 0,
  };
}

/** Which entries of a board: those after a rank, or the viewer's own. */
interface Wanted {
  where: Prisma.Sql;
  take: number;
}

/**
 * Entries in their order. Those of the frozen board are there when it has changed since: before that the board stands
 * as it did. A removed member of the course is on neither; who erased their account stays, as a pseudonym.
 */
export async function readEntries(database: Database, view: BoardView, wanted: Wanted): Promise<BoardEntry[]> {
  const { assignment, viewerId, isFinal: final } = view;
  const rows = await database.$queryRaw<Omit<BoardRow, 'seeds'>[]>`
    WITH ranked AS (${rankedRows(view)}),
    -- Runs and people are looked up for these alone.
    page AS (SELECT * FROM ranked WHERE ${wanted.where} ORDER BY rank LIMIT ${wanted.take})
    SELECT page.*, run."studentId", run.backbone, run.recipe->>'weights' AS weights,
      coalesce(team.name, "user".name) AS name,
      (SELECT avg(evaluation."publicScore") FROM evaluation
        WHERE evaluation."runId" = ANY (
          CASE page."runIds" WHEN '{}' THEN ARRAY[page."runId"] ELSE page."runIds" END)) AS "exactScore",
      CASE WHEN team.id IS NULL THEN enrollment.pseudonym ELSE (
        SELECT min(mate.pseudonym) FROM team_member JOIN enrollment mate
          ON mate."userId" = team_member."userId" AND mate."courseId" = ${assignment.courseId}
        WHERE team_member."teamId" = team.id
      ) END AS pseudonym
    FROM page
    JOIN run ON run.id = page."runId"
    JOIN "user" ON "user".id = run."studentId"
    LEFT JOIN enrollment
      ON enrollment."courseId" = ${assignment.courseId} AND enrollment."userId" = page."participantId"
    LEFT JOIN team ON team.id = page."teamId"
    ORDER BY rank`;
  return rows.map((row) => ({ ...row, seeds: assignment.seedsCounted, view }));

  function rankedRows({ isFrozen }: BoardView): Prisma.Sql {
    const useFrozen = isFrozen
      ? Prisma.sql`EXISTS (SELECT FROM board WHERE board."assignmentId" = ${assignment.id} AND "frozenFor" IS NOT NULL)`
      : Prisma.sql`FALSE`;
    const columns = Prisma.sql`"participantId", "teamId", "runId", "runIds", revision, "publicScore", "privateScore",
      "answerLow", "answerHigh", "publicImages", "privateImages", place, "finalPlace", "daysLate", "runsSubmitted",
      "submittedAt"`;
    const place = final ? Prisma.sql`"finalPlace"` : Prisma.sql`"publicPlace"`;
    return Prisma.sql`
      SELECT "participantId", "teamId", "runId", "runIds", revision, "publicScore", "privateScore", "answerLow",
        "answerHigh", "publicImages", "privateImages", "daysLate", "runsSubmitted", section, place,
        count(*) OVER (PARTITION BY section, place)::int AS "sharedBy",
        row_number() OVER (ORDER BY section, place, "submittedAt", "runId")::int AS rank,
        "isOwn"
      FROM (
        SELECT standing.*, ${place} AS place,
          CASE WHEN revision < ${assignment.revision} THEN 2 WHEN "daysLate" > 0 THEN 1 ELSE 0 END AS section,
          ("participantId" = ${viewerId} OR EXISTS (
            SELECT FROM team_member WHERE team_member."teamId" = standing."teamId" AND "userId" = ${viewerId}
          )) AS "isOwn"
        FROM (
          SELECT ${columns} FROM standing WHERE "assignmentId" = ${assignment.id} AND NOT ${useFrozen}
          UNION ALL
          SELECT ${columns} FROM frozen_standing WHERE "assignmentId" = ${assignment.id} AND ${useFrozen}
        ) standing ("participantId", "teamId", "runId", "runIds", revision, "publicScore", "privateScore", "answerLow",
          "answerHigh", "publicImages", "privateImages", "publicPlace", "finalPlace", "daysLate", "runsSubmitted",
          "submittedAt")
        WHERE "teamId" IS NOT NULL OR EXISTS (
          SELECT FROM enrollment WHERE enrollment."courseId" = ${assignment.courseId}
            AND enrollment."userId" = "participantId" AND ${isOnBoards}
        )
      ) entry`;
  }
}

/** The viewer's own entry, whatever the board shows of others; null when it is off or there is none. */
export async function readOwnEntry(database: Database, view: BoardView): Promise<BoardEntry | null> {
  if (view.assignment.boardMode === 'OFF' && !view.isStaff) return null;
  const [entry] = await readEntries(database, view, { where: Prisma.sql`"isOwn"`, take: 1 });
  return entry ?? null;
}

/** How many entries a board has, in all or in one section. */
export async function countEntries(database: Database, view: BoardView, section?: number): Promise<number> {
  const { assignment, isFrozen } = view;
  const where = section === undefined ? Prisma.sql`TRUE` : Prisma.sql`section = ${section}`;
  const count = async (table: Prisma.Sql) => {
    const [{ rows }] = await database.$queryRaw<[{ rows: number }]>`
      SELECT count(*)::int AS rows FROM (
        SELECT CASE WHEN revision < ${assignment.revision} THEN 2 WHEN "daysLate" > 0 THEN 1 ELSE 0 END AS section
        FROM ${table} WHERE "assignmentId" = ${assignment.id}
      ) entry WHERE ${where}`;
    return rows;
  };
  const frozen = isFrozen ? await count(Prisma.sql`frozen_standing`) : 0;
  return frozen > 0 ? frozen : count(Prisma.sql`standing`);
}

/** What an entry's runs were scored by. */
export function termsOfEntry({ view, revision }: BoardEntry): ScoreTerms {
  return view.earlier.get(revision) ?? view.assignment;
}

/** The score as the asker may know it. */
export function rangeOfEntry(entry: BoardEntry): ScoreRange {
  const { view, seeds } = entry;
  const terms = termsOfEntry(entry);
  if (view.isFinal) return exactly(entry.privateScore, entry.privateImages, terms, seeds);
  if (view.isStaff) return exactly(entry.exactScore, entry.publicImages, terms, seeds);
  return publicRange(entry, entry.publicImages, terms, seeds);
}

/** The score of the staff's reference run: the step that it lies in, and exactly once the board is final. */
export async function referenceRange(context: Context, run: Run, assignment: Assignment): Promise<ScoreRange | null> {
  const evaluation = await runLoaders(context).evaluation.load(run.id);
  if (!evaluation) return null;
  const images = shareImages(evaluation, assignment);
  return isFinal(assignment)
    ? exactly(evaluation.privateScore, images.private, assignment)
    : publicRange({ ...evaluation, answerLow: null, answerHigh: null }, images.public, assignment);
}
