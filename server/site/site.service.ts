import { z } from 'zod';
import { emailDomain } from '#contracts/email';
import { languages } from '#contracts/languages';
import { line, optionalLine } from '#contracts/line';
import { type Mail, type Prisma, SignUpMode, type SiteSettings } from '#prisma/client';
import type { AccountContext } from '../accounts/account.context.ts';
import { readSiteSettings } from '../accounts/siteSettings.ts';
import { requireAdministrator } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { type PageArguments, readPage } from '../graphql/connection.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import type { UpdateSiteInput } from './site.type.ts';

const longestNotice = 50_000;
const gigabytes = z.int().min(1).max(1_000_000);

const inputSchema = z
  .object({
    name: line(60),
    language: z.enum(languages),
    signUp: z.enum(Object.values(SignUpMode)),
    emailDomains: z
      .array(emailDomain)
      .max(50)
      .transform((domains) => [...new Set(domains)]),
    requiresVerifiedEmail: z.boolean(),
    requiresTwoFactor: z.boolean(),
    privacyNotice: z.string().max(longestNotice),
    helpContact: optionalLine(200),
    outboxShown: z.boolean(),
    courseGigabytes: gigabytes,
    accountGigabytes: gigabytes,
  })
  .partial();

/** Changes what the site does. Throws FORBIDDEN or BAD_USER_INPUT. */
export async function updateSite(context: AccountContext, input: UpdateSiteInput): Promise<SiteSettings> {
  const viewer = requireAdministrator(context, 'set up the site');
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  const changes = checkInput(inputSchema, given) as Prisma.SiteSettingsUpdateInput & Partial<SiteSettings>;
  return context.database.$transaction(async (transaction) => {
    // Two who save at once: the second one's line in the log begins from what the first has saved.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('site settings'))`;
    const [before, account] = await Promise.all([
      readSiteSettings(transaction),
      transaction.user.findUniqueOrThrow({ where: { id: viewer.id } }),
    ]);
    // An administrator who asks others for it would be locked out without it.
    if (changes.requiresVerifiedEmail && !before.requiresVerifiedEmail) {
      if (context.delivery === 'NONE')
        throw wrongField(
          'requiresVerifiedEmail',
          'expected a site with a mail server, received one without (SMTP_URL)',
          {
            code: 'noMailServer',
          },
        );
      if (!account.emailVerified)
        throw wrongField(
          'requiresVerifiedEmail',
          'expected that you have confirmed your own address, in the settings',
          {
            code: 'ownEmailFirst',
          },
        );
    }
    if (changes.requiresTwoFactor && !before.requiresTwoFactor && !account.twoFactorEnabled)
      throw wrongField('requiresTwoFactor', 'expected that you have a second factor yourself, in the settings', {
        code: 'ownSecondFactorFirst',
      });
    const after = await transaction.siteSettings.upsert({
      where: { id: 1 },
      create: { ...changes, id: 1 },
      update: changes,
    });
    const changed = differences(before, changes);
    // The log says that the notice changed; its texts would fill the log.
    if (changed.privacyNotice) changed.privacyNotice = [before.privacyNotice.length, after.privacyNotice.length];
    if (Object.keys(changed).length > 0)
      await recordChange(context, transaction, {
        courseId: null,
        action: 'site.update',
        subjectId: 'site',
        subject: after.name,
        changes: changed,
      });
    return after;
  });
}

/**
 * What would have been sent, newest first. In there are links that open accounts, so it is shown in development only,
 * where nobody but developers has accounts. Throws FORBIDDEN.
 */
export async function readOutbox(context: AccountContext, page: PageArguments) {
  requireAdministrator(context, 'read the outbox');
  const { outboxShown } = await readSiteSettings(context.database);
  if (context.delivery !== 'OUTBOX' || !outboxShown)
    throw new ApiError(
      'FORBIDDEN',
      'Expected a site in development without a mail server, whose settings show the outbox; received another.',
    );
  return readPage<Mail>(
    page,
    [
      { key: 'createdAt', kind: 'date', direction: 'desc' },
      { key: 'id', kind: 'text', direction: 'desc' },
    ],
    ({ where, orderBy, take }) => context.database.mail.findMany({ where, orderBy, take }),
    () => context.database.mail.count(),
  );
}
