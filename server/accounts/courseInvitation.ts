import type { Database, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';

/** Which links into courses hold now. One that makes people staff works once. */
export function usableInvitations(): Prisma.InvitationWhereInput {
  return {
    revokedAt: null,
    expiresAt: { gt: databaseNow() },
    OR: [{ role: 'STUDENT' }, { uses: 0 }],
  };
}

/**
 * Whether a teacher has asked somebody in: the link of an invitation into a course carries this token, or the roster of
 * a course has this address. `rosterCounts`: only where the address is shown to be theirs before the account is used.
 */
export async function isInvitedToCourse(
  database: Database,
  { email, token, rosterCounts }: { email: string; token: unknown; rosterCounts: boolean },
): Promise<boolean> {
  const course = { archivedAt: null };
  if (typeof token === 'string' && token !== '') {
    const where = { ...usableInvitations(), token, course };
    if (await database.invitation.findFirst({ where, select: { id: true } })) return true;
  }
  if (!rosterCounts) return false;
  const where = { email: email.toLowerCase(), course };
  return (await database.pendingMember.findFirst({ where, select: { email: true } })) !== null;
}

/** What the link into a course ends in, from the address of its page on this site; undefined for other pages. */
export function invitationInPath(url: string | undefined, siteUrl: string): string | undefined {
  if (url === undefined || !URL.canParse(url, siteUrl)) return undefined;
  return new URL(url, siteUrl).pathname.match(/^\/join\/([^/]+)$/)?.[1];
}
