'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, Button, Container, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { normalizeCode } from '#contracts/codes';
import { longestNickname } from '#contracts/lectureChoices';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { JoinLectureDocument, LectureInvitationDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { joinAddress } from '../page/joinAddress.ts';
import { Link } from '../page/Link.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { JoinByCode } from './JoinByCode.tsx';
import { useGuestToken } from './useGuest.ts';

const TryRecipes = dynamic(() => import('./TryRecipes.tsx').then(({ TryRecipes }) => TryRecipes), {
  ssr: false,
  loading: () => <LoadingRows rows={10} />,
});

/** A lecture on a phone, without an account: a nickname, three or four choices, and one's own curve. */
export function GuestPage({ code: typed }: { code: string }) {
  const code = normalizeCode(typed);
  const [token, keep] = useGuestToken(code);
  if (token === undefined) return null;
  return (
    <Container size={520} px="md" py="lg">
      {token === null ? (
        <Invitation code={code} onJoined={keep} />
      ) : (
        <TryRecipes code={code} token={token} onOver={() => keep(null)} />
      )}
    </Container>
  );
}

/** How often somebody who waits before the door looks whether it is open. */
const waitingMs = 5000;

function Invitation({ code, onJoined }: { code: string; onJoined: (token: string) => void }) {
  const t = useTranslations();
  const result = useQuery(LectureInvitationDocument, {
    variables: { code },
    pollInterval: waitingMs,
    fetchPolicy: 'no-cache',
  });
  if (result.error && describeError(result.error).code === 'NOT_FOUND')
    return (
      <Stack>
        <EmptyState title={t('lectures.phone.notFound')}>
          {t.rich('lectures.phone.notFoundText', {
            link: (text) => (
              <Anchor component={Link} href={joinAddress(code)} inherit underline="always">
                {text}
              </Anchor>
            ),
          })}
        </EmptyState>
        <JoinByCode />
      </Stack>
    );
  return (
    <QueryState result={result} rows={4}>
      {({ lectureInvitation: { title, state, takesGuests, isFull } }) => (
        <Stack>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {state === 'ENDED' ? (
            <EmptyState title={t('lectures.phone.over')}>{t('lectures.phone.overText')}</EmptyState>
          ) : !takesGuests ? (
            <EmptyState title={t('lectures.phone.noGuests')}>{t('lectures.phone.noGuestsText')}</EmptyState>
          ) : state !== 'OPEN' ? (
            <EmptyState title={t('lectures.phone.notOpen')}>{t('lectures.phone.notOpenText')}</EmptyState>
          ) : isFull ? (
            <EmptyState title={t('lectures.phone.full')}>{t('lectures.phone.fullText')}</EmptyState>
          ) : (
            <JoinForm code={code} onJoined={onJoined} />
          )}
        </Stack>
      )}
    </QueryState>
  );
}

function JoinForm({ code, onJoined }: { code: string; onJoined: (token: string) => void }) {
  const t = useTranslations();
  const [join] = useMutation(JoinLectureDocument, { fetchPolicy: 'no-cache' });
  const form = useForm({
    initialValues: { nickname: '' },
    validate: {
      nickname: (name) =>
        name.trim() === ''
          ? t('lectures.phone.nicknameMissing')
          : [...name.trim()].length > longestNickname
            ? t('lectures.phone.nicknameLong', { most: longestNickname })
            : null,
    },
  });
  const submit = async ({ nickname }: typeof form.values) => {
    try {
      const { data } = await join({ variables: { code, nickname } });
      if (data) onJoined(data.joinLecture.token);
    } catch (error) {
      form.setFieldError('nickname', errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <TextInput
          label={t('lectures.phone.nickname')}
          description={t('lectures.phone.nicknameDescription')}
          size="md"
          autoComplete="off"
          enterKeyHint="go"
          {...form.getInputProps('nickname')}
        />
        <Button type="submit" size="md" loading={form.submitting}>
          {t('lectures.phone.join')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('lectures.phone.what')}
        </Text>
      </Stack>
    </form>
  );
}
