/** The languages that the site has, by their BCP 47 codes. The first one is that of a site that has set none. */
export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', ko: '한국어' };

/** The cookie in which a browser keeps the language that its reader has chosen, also without an account. */
export const languageCookie = 'language';

/** Where a reader's language may come from; what is not known is left out. */
export interface LanguageSources {
  /** What the account's owner has chosen. */
  account?: string | null | undefined;
  /** What was chosen in this browser. */
  cookie?: string | null | undefined;
  /** The language of the course that the reader used last. */
  course?: string | null | undefined;
  /** The browser's header, such as "ko-KR,ko;q=0.9,en;q=0.8". */
  acceptLanguage?: string | null | undefined;
  /** What administrators have set. */
  site?: string | null | undefined;
}

/** The language for a reader: the first of these sources that names one that the site has. */
export function chooseLanguage({ account, cookie, course, acceptLanguage, site }: LanguageSources): Language {
  return [account, cookie, course, acceptedLanguage(acceptLanguage), site].find(isLanguage) ?? languages[0];
}

/** The language if the site has it, else null: for what was stored or sent. */
export function languageOrNull(code: string | null | undefined): Language | null {
  return isLanguage(code) ? code : null;
}

function isLanguage(code: string | null | undefined): code is Language {
  return (languages as readonly unknown[]).includes(code);
}

/** The language that a browser would rather have, of those that the site has. Source: RFC 9110, 12.5.4. */
export function acceptedLanguage(header: string | null | undefined): Language | undefined {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { code: range.split('-')[0], weight: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  return wishes
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ code }) => code)
    .find(isLanguage);
}

/** The value of the language's cookie in a Cookie header. */
export function languageIn(cookieHeader: string | null | undefined): string | undefined {
  return new RegExp(`(?:^|;)\\s*${languageCookie}=([a-z]+)`).exec(cookieHeader ?? '')?.[1];
}
