import { createHmac, timingSafeEqual } from 'node:crypto';
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

/**
 * What the first account of a site has to know, so that no stranger becomes its administrator. It follows from the
 * secret that signs sessions: every API server of a site, and the start that prints it, come to the same one.
 */
export function firstAccountToken(authSecret: string): string {
  return createHmac('sha256', authSecret).update('first account').digest('base64url').slice(0, 24);
}

/** Whether somebody may sign up: everybody when there is an account already, else those who have the token. */
export async function maySignUp(database: Database, authSecret: string, token: unknown): Promise<boolean> {
  if ((await database.user.findFirst({ select: { id: true } })) !== null) return true;
  const [expected, received] = [firstAccountToken(authSecret), String(token)].map((text) => Buffer.from(text));
  return expected!.length === received!.length && timingSafeEqual(expected!, received!);
}
