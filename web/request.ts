import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLanguage, languageCookie } from '#contracts/languages';
import { pageFacts } from './graphql/pageFacts.ts';
import { formats } from './i18n/formats.ts';

/**
 * The language of a request, and its texts: what the account's owner has chosen, else what was chosen in this browser,
 * else the language of their course, else what the browser asks for, else the site's own.
 */
export default getRequestConfig(async () => {
  const [{ me, site }, given, chosen] = await Promise.all([pageFacts(), headers(), cookies()]);
  const locale = chooseLanguage({
    account: me?.language,
    cookie: chosen.get(languageCookie)?.value,
    course: me?.courseLanguage,
    acceptLanguage: given.get('accept-language'),
    site: site?.language,
  });
  return { locale, messages: (await import(`./messages/${locale}.json`)).default, formats };
});
