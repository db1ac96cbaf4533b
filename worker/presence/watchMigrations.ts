import { compareMigrations } from '#prisma/migrated';

const everyMs = 15_000;

/**
 * Looks every 15 seconds whether a newer version has migrated the database, which these sources do not know then.
 * `onNewer` is called once. Returns what ends it.
 */
export function watchMigrations(
  databaseUrl: string,
  onNewer: () => void,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= compareMigrations(databaseUrl)
      .then(({ newer }) => {
        if (newer.length === 0) return;
        clearInterval(timer);
        onNewer();
      })
      .catch(onError)
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
