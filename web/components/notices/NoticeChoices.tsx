'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { NoticeKind } from '#contracts/notices';
import { errorText } from '../../graphql/apiError.ts';
import {
  ChooseNoticesDocument,
  type ChooseNoticesInput,
  NoticeChoicesDocument,
} from '../../graphql/generated/graphql.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { useSite } from '../page/useSite.ts';

/** Which notices one gets, and where. Each change is stored at once. */
export function NoticeChoices() {
  const t = useTranslations();
  const result = useQuery(NoticeChoicesDocument);
  // A site without mail can send none.
  const ways = useSite()?.mailDelivery === 'NONE' ? (['site'] as const) : (['site', 'mail'] as const);
  const [choose] = useMutation(ChooseNoticesDocument);
  // The box changes at once, and back where the server refuses.
  const [sent, setSent] = useState<Partial<Record<NoticeKind, ChooseNoticesInput>>>({});
  const store = ({ kind, site, mail }: ChooseNoticesInput) => {
    setSent((before) => ({ ...before, [kind]: { kind, site, mail } }));
    return choose({ variables: { input: { kind, site, mail } } }).catch((error) => {
      setSent((before) => ({ ...before, [kind]: undefined }));
      notifications.show({ color: 'red', title: t('notices.notStored'), message: errorText(t, error) });
    });
  };
  return (
    <Section title={t('notices.choices')} description={t('notices.choicesText')}>
      <QueryState result={result}>
        {({ noticeChoices }) => (
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('notices.what')}</Table.Th>
                {ways.map((way) => (
                  <Table.Th key={way} ta="center">
                    {t(`notices.ways.${way}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {noticeChoices
                .map((stored) => sent[stored.kind] ?? stored)
                .map((choice) => (
                  <Table.Tr key={choice.kind}>
                    <Table.Th scope="row" fw={400}>
                      {t(`notices.kinds.${choice.kind}`)}
                    </Table.Th>
                    {ways.map((way) => (
                      <Table.Td key={way}>
                        <Checkbox
                          checked={choice[way]}
                          styles={{ body: { justifyContent: 'center' } }}
                          aria-label={`${t(`notices.kinds.${choice.kind}`)}: ${t(`notices.ways.${way}`)}`}
                          onChange={(event) => store({ ...choice, [way]: event.currentTarget.checked })}
                        />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        )}
      </QueryState>
    </Section>
  );
}
