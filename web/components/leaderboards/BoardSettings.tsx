'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { boardModes } from '#contracts/board';
import { momentOf, wallTimeOf } from '#contracts/courseTime';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { SetBoardDocument, type SetBoardInput } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import type { Board } from './LeaderboardTable.tsx';

/** How students see the board: for the staff. */
export function BoardSettings({ board, onSaved }: { board: Board; onSaved: () => unknown }) {
  const t = useTranslations();
  const formats = useFormats();
  const [setBoard, { loading }] = useMutation(SetBoardDocument);
  const { timeZone } = board.assignment.course;
  const form = useForm({
    initialValues: {
      mode: board.mode as string | null,
      freezeAt: board.freezeAt ? wallTimeOf(board.freezeAt, timeZone) : '',
      publicAnswers: board.publicAnswers as number | string,
      seedsCounted: board.seedsCounted as number | string,
    },
  });
  const save = async (changes: Omit<SetBoardInput, 'assignmentId'>) => {
    try {
      await setBoard({ variables: { input: { assignmentId: board.assignment.id, ...changes } } });
      notifications.show({ message: t('leaderboards.saved') });
      onSaved();
      return true;
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) form.setFieldError('mode', errorText(t, error));
      for (const issue of issues) form.setFieldError(issue.path, issueText(t, issue));
      return false;
    }
  };
  const submit = async ({ mode, freezeAt, ...numbers }: typeof form.values) => {
    const saved = await save({
      mode: mode as SetBoardInput['mode'],
      // The end of a freeze that is not touched stays to the second.
      ...(form.isDirty('freezeAt') && {
        freezeAt: freezeAt === '' ? null : momentOf(freezeAt, timeZone).toISOString(),
      }),
      publicAnswers: Number(numbers.publicAnswers),
      seedsCounted: Number(numbers.seedsCounted),
    });
    if (saved) form.resetDirty();
  };
  const freeze = async (freezeAt: string | null) => {
    if (await save({ freezeAt })) {
      form.setFieldValue('freezeAt', freezeAt ? wallTimeOf(freezeAt, timeZone) : '');
      form.resetDirty();
    }
  };
  return (
    <Section
      title={t('leaderboards.settings')}
      description={t('leaderboards.settingsText')}
      actions={
        !board.isFinal &&
        (board.freezeAt && Date.parse(board.freezeAt) <= Date.now() ? (
          <Button variant="default" loading={loading} onClick={() => freeze(null)}>
            {t('leaderboards.unfreeze')}
          </Button>
        ) : (
          <Button variant="default" loading={loading} onClick={() => freeze(new Date().toISOString())}>
            {t('leaderboards.freezeNow')}
          </Button>
        ))
      }
    >
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <Group grow preventGrowOverflow={false} align="flex-start">
            <Select
              label={t('leaderboards.mode')}
              description={t('leaderboards.modeText')}
              allowDeselect={false}
              data={boardModes.map((mode) => ({ value: mode, label: t(`leaderboards.modes.${mode}`) }))}
              {...form.getInputProps('mode')}
            />
            <TextInput
              type="datetime-local"
              label={t('leaderboards.freezeAt')}
              description={t('leaderboards.freezeZone', { zone: timeZone })}
              {...form.getInputProps('freezeAt')}
            />
            <NumberInput
              label={t('leaderboards.publicAnswers')}
              description={t('leaderboards.publicAnswersText')}
              min={1}
              max={1000}
              allowDecimal={false}
              {...form.getInputProps('publicAnswers')}
            />
            <NumberInput
              label={t('leaderboards.seedsCounted')}
              description={t('leaderboards.seedsCountedText')}
              min={1}
              max={5}
              allowDecimal={false}
              {...form.getInputProps('seedsCounted')}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {t('leaderboards.save')}
            </Button>
            {board.freezeAt && (
              <Text size="sm" c="dimmed">
                {t('leaderboards.freezes', { moment: formats.momentIn(board.freezeAt, timeZone) })}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
