import { chooseLanguage, type Language, languageIn, languageOrNull } from '#contracts/languages';
import type { Database, Transaction } from '#prisma/client';
import type { RequestLanguage } from '../graphql/context.ts';
import { readSiteSettings } from './siteSettings.ts';

/** What a request says of its reader's language. */
export function requestLanguage(headers: Headers): RequestLanguage {
  return { cookie: languageIn(headers.get('cookie')), acceptLanguage: headers.get('accept-language') };
}

/** What an account has chosen, and the language of the course that it used last, of those that have one. */
interface AccountLanguages {
  account: Language | null;
  course: Language | null;
}

/** The same of many accounts, by their ids. */
export async function readLanguages(
  database: Database | Transaction,
  userIds: readonly string[],
): Promise<Map<string, AccountLanguages>> {
  const users = await database.user.findMany({
    where: { id: { in: [...userIds] } },
    select: {
      id: true,
      language: true,
      enrollments: {
        where: { removedAt: null, course: { language: { not: null } } },
        orderBy: [{ lastSeenAt: { sort: 'desc', nulls: 'last' } }, { joinedAt: 'desc' }],
        take: 1,
        select: { course: { select: { language: true } } },
      },
    },
  });
  return new Map(
    users.map(({ id, language, enrollments }) => [
      id,
      { account: languageOrNull(language), course: languageOrNull(enrollments[0]?.course.language) },
    ]),
  );
}

/**
 * The language for somebody to whom the site writes. `asked` is the request of that very person; it is left out where
 * somebody else, or the clock, caused the e-mail. `userId` is null for somebody who has no account yet.
 */
export async function languageFor(
  database: Database | Transaction,
  userId: string | null,
  asked: RequestLanguage = {},
): Promise<Language> {
  const known = userId === null ? undefined : (await readLanguages(database, [userId])).get(userId);
  const { language } = await readSiteSettings(database);
  return chooseLanguage({ ...known, ...asked, site: language });
}
