import type { useTranslations } from 'next-intl';
import type { Language } from '#contracts/languages';
import type messages from '../messages/en.json';
import type { formats } from './formats.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages;
    Formats: typeof formats;
  }
}

/** Gives the text of a key such as "runs.status.QUEUED", as `useTranslations()` returns it. */
export type Translate = ReturnType<typeof useTranslations<never>>;
type MessageKey = Parameters<Translate>[0];

/** The text of a key that is known only at run time; undefined where the catalogue has none. */
export function optionalText(
  t: Translate,
  key: string,
  values?: Record<string, string | number | Date>,
): string | undefined {
  const isKey = (name: string): name is MessageKey => t.has(name as MessageKey);
  return isKey(key) ? t(key, values) : undefined;
}
