import type { Database, SiteSettings, Transaction } from '#prisma/client';

const defaults: SiteSettings = {
  id: 1,
  name: 'Downstream',
  language: 'en',
  signUp: 'OPEN',
  emailDomains: [],
  requiresVerifiedEmail: false,
  requiresTwoFactor: false,
  privacyNotice: '',
  helpContact: '',
  outboxShown: true,
  courseGigabytes: 100,
  accountGigabytes: 200,
  updatedAt: new Date(0),
};

/** What administrators have set for the site; the defaults before anybody has. */
export async function readSiteSettings(database: Database | Transaction): Promise<SiteSettings> {
  return (await database.siteSettings.findUnique({ where: { id: 1 } })) ?? defaults;
}
