'use client';

import { useQuery } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { languageOrNull } from '#contracts/languages';
import { errorText } from '../../graphql/apiError.ts';
import { MyAccountDocument } from '../../graphql/generated/graphql.ts';
import { LanguageField } from '../page/LanguageField.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { useChooseLanguage } from './language.ts';

/** In which language the account's owner reads the site and its e-mails. */
export function LanguageSection() {
  const t = useTranslations();
  const result = useQuery(MyAccountDocument);
  const choose = useChooseLanguage();
  const change = async (code: string | null) => {
    try {
      await choose(languageOrNull(code));
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(t, error) });
    }
  };
  return (
    <Section title={t('settings.language')}>
      <QueryState result={result}>
        {({ myAccount }) => (
          <LanguageField
            label={t('settings.languageOfPages')}
            description={t('settings.languageDescription')}
            none={t('settings.languageByItself')}
            value={myAccount.language ?? ''}
            onChange={change}
            maw={360}
          />
        )}
      </QueryState>
    </Section>
  );
}
