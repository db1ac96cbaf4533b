import type { Database, SiteRole } from '#prisma/client';
import type { Duty } from '../graphql/context.ts';

interface Account {
  id: string;
  siteRole: SiteRole;
  emailVerified: boolean;
  twoFactorEnabled: boolean;
}

/**
 * What an account has to do before it may take part. An account without a password signs in elsewhere, and is asked for
 * its second factor there.
 */
export async function dutyOf(database: Database, account: Account): Promise<Duty | null> {
  const { id, siteRole, emailVerified, twoFactorEnabled } = account;
  if (emailVerified && twoFactorEnabled) return null;
  const [row] = await database.$queryRaw<{ confirms: boolean; secures: boolean }[]>`
    SELECT "requiresVerifiedEmail" AS confirms,
      "requiresTwoFactor"
        AND (
          ${siteRole} <> 'MEMBER'
          OR EXISTS (
            SELECT 1 FROM enrollment WHERE "userId" = ${id} AND role <> 'STUDENT' AND "removedAt" IS NULL
          )
        )
        AND EXISTS (SELECT 1 FROM account WHERE "userId" = ${id} AND "providerId" = 'credential') AS secures
    FROM site_settings WHERE id = 1`;
  if (row?.confirms && !emailVerified) return 'CONFIRM_EMAIL';
  if (row?.secures && !twoFactorEnabled) return 'SECOND_FACTOR';
  return null;
}
