import { getRequestConfig } from 'next-intl/server';
import { formats } from './formats.ts';

/**
 * The language of a request, and its texts. The site has English only. When there are more, this is where an account, a
 * cookie or the browser chooses one.
 */
export default getRequestConfig(async () => {
  const locale = 'en';
  return { locale, messages: (await import(`../messages/${locale}.json`)).default, formats };
});
