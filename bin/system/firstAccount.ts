import { connect } from '#prisma/client';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';

/** What the first account of a site must know; undefined when there is an account. */
export async function tokenForFirstAccount(databaseUrl: string, authSecret: string): Promise<string | undefined> {
  const database = connect(databaseUrl, { poolSize: 1 });
  try {
    const hasAccount = (await database.user.findFirst({ select: { id: true } })) !== null;
    return hasAccount ? undefined : firstAccountToken(authSecret);
  } finally {
    await database.$disconnect();
  }
}

/** The line that tells the person who starts a site how to make the first account; undefined when there is one. */
export function firstAccountLine(site: { url: string; firstAccountToken: string | undefined }): string | undefined {
  return site.firstAccountToken && `First account: ${site.url}/sign-up?token=${site.firstAccountToken}`;
}
