import type { Database } from '#prisma/client';

/**
 * Makes an account the site's administrator when it is the oldest and there is no administrator. Because of the lock,
 * of two simultaneous first sign-ups the second finds the first's promotion.
 */
export async function promoteFirstAccount(database: Database, userId: string): Promise<void> {
  await database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('first account'))`;
    await transaction.$executeRaw`
      UPDATE "user" SET "siteRole" = 'ADMIN'
      WHERE id = ${userId}
        AND id = (SELECT id FROM "user" ORDER BY "createdAt", id LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM "user" WHERE "siteRole" = 'ADMIN')`;
  });
}
