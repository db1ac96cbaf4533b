'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLocale, useTranslations } from 'next-intl';
import { languageNames, languages } from '#contracts/languages';
import { errorText } from '../../graphql/apiError.ts';
import { useChooseLanguage, useFollowAccount } from './language.ts';

/** One button for each language that the page is not in, with the name that the language calls itself. */
export function LanguageSwitch() {
  const t = useTranslations();
  const locale = useLocale();
  const choose = useChooseLanguage();
  useFollowAccount();
  return languages
    .filter((language) => language !== locale)
    .map((language) => (
      <Button
        key={language}
        lang={language}
        variant="subtle"
        color="gray"
        size="sm"
        px={8}
        onClick={() =>
          choose(language).catch((error: unknown) => notifications.show({ color: 'red', message: errorText(t, error) }))
        }
      >
        {languageNames[language]}
      </Button>
    ));
}
