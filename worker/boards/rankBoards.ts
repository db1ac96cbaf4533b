import { LRUCache } from 'lru-cache';
import { splitShares } from '#learning';
import { type Database, Prisma } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { lockBoard, rebuildStandings } from '#prisma/standings';
import { decodeCorrectness } from '../child/correctness.ts';
import { readSealedManifest } from '../child/storedDataset.ts';
import { addSeeds, placesOf, type RightAnswers } from './places.ts';

const lookEveryMs = 1000;
/** After so long another worker may take a board that this one was at. */
const patienceMs = 60_000;

interface Stores {
  database: Database;
  sealed: ObjectStore;
}

/** What a run got right, which does not change: a board is ranked again after every evaluation. */
const kept = new LRUCache<string, Buffer>({ max: 20_000 });

/**
 * Finds the places on boards that have changed, while the worker runs. Only workers can read which test images were
 * right. Returns a function that ends this.
 */
export function rankBoards(stores: Stores, onError: (error: unknown) => void): () => Promise<void> {
  let work: Promise<void> | undefined;
  const begin = () => {
    work ??= rankChanged(stores)
      .catch(onError)
      .finally(() => {
        work = undefined;
      });
  };
  const timer = setInterval(begin, lookEveryMs);
  return () => {
    clearInterval(timer);
    return work ?? Promise.resolve();
  };
}

/** Ranks every board that has changed since it was ranked. */
export async function rankChanged(stores: Stores): Promise<void> {
  for (;;) {
    const [board] = await stores.database.$queryRaw<{ assignmentId: string; changes: number }[]>`
      UPDATE board SET "rankingUntil" = now() + ${patienceMs} * interval '1 millisecond'
      WHERE "assignmentId" = (
        SELECT "assignmentId" FROM board
        WHERE changes > ranked AND ("rankingUntil" IS NULL OR "rankingUntil" < now())
        LIMIT 1 FOR UPDATE SKIP LOCKED
      ) RETURNING "assignmentId", changes`;
    if (!board) return;
    await rankBoard(stores, board.assignmentId);
    await stores.database.$executeRaw`
      UPDATE board SET ranked = greatest(ranked, ${board.changes}), "rankingUntil" = NULL
      WHERE "assignmentId" = ${board.assignmentId}`;
  }
}

interface Row {
  participantId: string;
  runId: string;
  daysLate: number;
  addresses: (string | null)[];
}

/**
 * Ranks the rows of the newest revision. Where a run of an older version has no per-image results, the scores alone
 * place everybody.
 */
async function rankBoard({ database, sealed }: Stores, assignmentId: string): Promise<void> {
  const assignment = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { datasetVersion: true },
  });
  const rows = await database.$queryRaw<Row[]>`
    SELECT standing."participantId", standing."runId", standing."daysLate",
      array_agg(evaluation.correctness ORDER BY evaluation."runId") AS addresses
    FROM standing
    JOIN evaluation ON evaluation."runId" = standing."runId" OR evaluation."runId" = ANY (standing."runIds")
    WHERE standing."assignmentId" = ${assignmentId} AND standing.revision = ${assignment.revision}
    GROUP BY standing."assignmentId", standing."participantId"`;
  if (rows.length === 0) return;
  if (rows.some(({ addresses }) => addresses.includes(null))) {
    await database.$transaction(async (tx) => {
      // Before the rows, as every transaction that writes standings: else the two would wait for each other.
      await lockBoard(tx, assignmentId);
      await tx.standing.updateMany({ where: { assignmentId }, data: { isPaired: false } });
      await rebuildStandings(tx, assignmentId);
    });
    return;
  }
  const { test } = await readSealedManifest(sealed, assignment.datasetVersion.sealedManifest);
  const shares = splitShares(test, assignment.publicShare, assignment.seed);
  for (const section of Map.groupBy(rows, ({ daysLate }) => daysLate > 0).values()) {
    const publicAnswers: RightAnswers[] = [];
    const privateAnswers: RightAnswers[] = [];
    for (const { addresses } of section) {
      const seeds = await Promise.all(addresses.map((address) => read(sealed, address!)));
      publicAnswers.push(addSeeds(seeds.map((bytes) => decodeCorrectness(bytes, shares.public))));
      privateAnswers.push(addSeeds(seeds.map((bytes) => decodeCorrectness(bytes, shares.private))));
    }
    await writePlaces(database, assignmentId, section, placesOf(publicAnswers), placesOf(privateAnswers));
  }
}

async function read(sealed: ObjectStore, address: string): Promise<Buffer> {
  const known = kept.get(address) ?? (await sealed.get(address));
  kept.set(address, known);
  return known;
}

/** A row whose run has been replaced meanwhile is left as it is: its board is ranked again. */
async function writePlaces(
  database: Database,
  assignmentId: string,
  rows: Row[],
  places: number[],
  finalPlaces: number[],
): Promise<void> {
  const write = Prisma.sql`
    WITH found AS (
      SELECT * FROM unnest(${rows.map(({ participantId }) => participantId)}::text[],
        ${rows.map(({ runId }) => runId)}::text[], ${places}::int[], ${finalPlaces}::int[])
        AS found("participantId", "runId", place, "finalPlace")
    ), placed AS (
      UPDATE standing SET place = found.place, "finalPlace" = found."finalPlace", "isPaired" = true FROM found
      WHERE standing."assignmentId" = ${assignmentId} AND standing."participantId" = found."participantId"
        AND standing."runId" = found."runId"
        AND (standing.place, standing."finalPlace", standing."isPaired")
          IS DISTINCT FROM (found.place, found."finalPlace", true)
      RETURNING standing.*
    )
    INSERT INTO place_history
      ("assignmentId", "participantId", hour, place, participants, "answerLow", "answerHigh")
    SELECT "assignmentId", "participantId", date_trunc('hour', now() AT TIME ZONE 'UTC'), place, ${rows.length},
      coalesce("answerLow", "publicScore"), coalesce("answerHigh", "publicScore")
    FROM placed
    ON CONFLICT ("assignmentId", "participantId", hour) DO UPDATE SET place = excluded.place,
      participants = excluded.participants, "answerLow" = excluded."answerLow", "answerHigh" = excluded."answerHigh"`;
  await database.$transaction(async (tx) => {
    await lockBoard(tx, assignmentId);
    await tx.$executeRaw(write);
  });
}
