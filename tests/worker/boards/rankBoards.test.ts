import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ObjectStore } from '#prisma/objectStore';
import { lockBoard, rebuildStandings } from '#prisma/standings';
import { rankChanged } from '../../../worker/boards/rankBoards.ts';
import { type BoardRoom, openBoardRoom } from '../../setup/board.ts';

let room: BoardRoom;
beforeEach(async () => {
  room = await openBoardRoom(2);
});
afterEach(() => room.close());

test('ranking a board waits for a run that ends meanwhile, and neither undoes the other', async () => {
  const [first] = room.students as [string];
  await room.run(0, 0, 0.5);
  await room.run(1, 1, 0.6);
  // Runs without per-image results: the sealed store is not asked.
  const sealed = {} as ObjectStore;
  let ranking: Promise<void> | undefined;
  await room.database.$transaction(
    async (tx) => {
      await lockBoard(tx, room.assignmentId, first);
      ranking = rankChanged({ database: room.database, sealed });
      await untilSomebodyWaits();
      await tx.standing.updateMany({ where: { participantId: first }, data: { runsSubmitted: 9 } });
      await rebuildStandings(tx, room.assignmentId, first);
    },
    { timeout: 20_000 },
  );
  await ranking;
  const { changes, ranked } = await room.database.board.findUniqueOrThrow({
    where: { assignmentId: room.assignmentId },
  });
  expect(ranked).toBe(changes);
});

/** Until a transaction stands in front of the lock of the board. */
async function untilSomebodyWaits(): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await room.database.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_locks
        JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
        WHERE locktype = 'advisory' AND NOT granted`;
      return row!.waiting;
    })
    .toBe(1);
}
