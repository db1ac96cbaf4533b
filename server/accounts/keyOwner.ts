import { defaultKeyHasher } from '@better-auth/api-key';
import type { Database, User } from '#prisma/client';
import { databaseNow } from '#prisma/clock';

/** An account, and the API key that speaks for it. */
export interface KeyOwner
  extends Pick<User, 'id' | 'name' | 'email' | 'emailVerified' | 'twoFactorEnabled' | 'siteRole'> {
  /** better-auth's column: what the key may do. */
  permissions: string | null;
}

/**
 * The account that an API key speaks for; null for a key that is unknown, revoked or at its end. One statement reads
 * it. When it was used last is written once a minute, not at each request: a script that asks without a pause would
 * write the same row each time.
 */
export async function ownerOfKey(database: Database, key: string): Promise<KeyOwner | null> {
  const hash = await defaultKeyHasher(key);
  const [row] = await database.$queryRaw<(KeyOwner & { keyId: string; isNewUse: boolean })[]>`
    SELECT "user".id, "user".name, "user".email, "user"."emailVerified", "user"."twoFactorEnabled",
      "user"."siteRole"::text, apikey.permissions, apikey.id AS "keyId",
      coalesce(apikey."lastRequest" < (now() AT TIME ZONE 'UTC') - interval '1 minute', TRUE) AS "isNewUse"
    FROM apikey JOIN "user" ON "user".id = apikey."referenceId"
    WHERE apikey.key = ${hash} AND apikey.enabled IS NOT FALSE
      AND (apikey."expiresAt" IS NULL OR apikey."expiresAt" > now() AT TIME ZONE 'UTC')`;
  if (!row) return null;
  const { keyId, isNewUse, ...owner } = row;
  if (isNewUse) await database.apikey.updateMany({ where: { id: keyId }, data: { lastRequest: databaseNow() } });
  return owner;
}
