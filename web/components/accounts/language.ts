'use client';

import { useMutation } from '@apollo/client/react';
import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useCallback, useEffect } from 'react';
import { type Language, languageCookie, languageIn, languageOrNull } from '#contracts/languages';
import { ChangeLanguageDocument, MeDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from './session.ts';

/**
 * Chooses the language of this browser and, with an account, of all pages and e-mails; null leaves it to the course and
 * the browser. The page stays as it is, with what was typed into it. It throws what the API answers.
 */
export function useChooseLanguage(): (language: Language | null) => Promise<void> {
  const router = useRouter();
  const { me } = useMe();
  const [change] = useMutation(ChangeLanguageDocument, { refetchQueries: [MeDocument], awaitRefetchQueries: true });
  return useCallback(
    async (language) => {
      keepInBrowser(language);
      try {
        if (me) await change({ variables: { language } });
      } finally {
        router.refresh();
      }
    },
    [change, me, router],
  );
}

/**
 * Has the page rendered in the account's language when that turns out to be another one: after signing in, or when it
 * was changed in another browser. What the account's owner has chosen is kept in the browser too, for pages that are
 * rendered while the API is away.
 */
export function useFollowAccount(): void {
  const router = useRouter();
  const locale = useLocale();
  const { me } = useMe();
  const chosen = me?.language;
  const ofCourse = me?.courseLanguage;
  useEffect(() => {
    if (chosen && languageIn(document.cookie) !== chosen) keepInBrowser(chosen);
    const wanted = languageOrNull(languageIn(document.cookie)) ?? ofCourse;
    if (wanted && wanted !== locale) router.refresh();
  }, [chosen, ofCourse, locale, router]);
}

function keepInBrowser(language: Language | null): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  const years = language === null ? 0 : 365 * 24 * 3600;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the site supports.
  document.cookie = `${languageCookie}=${language ?? ''}; Path=/; Max-Age=${years}; SameSite=Lax${secure}`;
}
