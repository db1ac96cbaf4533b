import { keptPredictionMs } from '#contracts/predictions';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';

const sweepEveryMs = 5 * 60 * 1000;

/** Removes what people's own pictures were taken for, an hour after they asked; a picture that nobody answered, too. */
export async function removeOldPredictions(database: Database, now = databaseNow().getTime()): Promise<void> {
  await database.prediction.deleteMany({ where: { requestedAt: { lt: new Date(now - keptPredictionMs) } } });
}

/** Does so at regular intervals. `onError` is called when it fails. Returns a function that stops it. */
export function sweepPredictions(database: Database, onError: (error: unknown) => void): () => Promise<void> {
  let sweep = Promise.resolve();
  const begin = () => {
    sweep = removeOldPredictions(database).catch(onError);
  };
  begin();
  const timer = setInterval(begin, sweepEveryMs);
  return () => {
    clearInterval(timer);
    return sweep;
  };
}
