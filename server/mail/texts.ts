import type { Language } from '#contracts/languages';
import { english, type MailTexts } from './messages/en.ts';
import { korean } from './messages/ko.ts';

const texts: Record<Language, MailTexts> = { en: english, ko: korean };

/** What the site writes to somebody who reads this language. */
export function mailTexts(language: Language): MailTexts {
  return texts[language];
}
