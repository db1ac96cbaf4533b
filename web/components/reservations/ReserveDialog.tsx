'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { ReservedHoursDocument, ReserveWorkersDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { Select } from '../page/Select.tsx';

export interface CourseChoice {
  id: string;
  title: string;
}

interface Reserving {
  courses: CourseChoice[];
  slots: number;
  opened: boolean;
  onClose: () => void;
  /** Is told the first day that is reserved. */
  onReserved: (day: string) => void;
}

/** The form that reserves workers for one of the courses that one gives. */
export function ReserveDialog({ courses, slots, opened, onClose, onReserved }: Reserving) {
  const t = useTranslations();
  const [reserve] = useMutation(ReserveWorkersDocument, { refetchQueries: [ReservedHoursDocument] });
  const form = useForm({
    initialValues: {
      courseId: courses.length === 1 ? courses[0]!.id : null,
      date: '',
      from: '14:00',
      to: '16:00',
      isWeekly: false,
      untilDate: '',
      slots: '' as number | '',
      note: '',
    },
    validate: {
      courseId: (id) => (id === null ? t('reservations.courseMissing') : null),
      date: (date) => (date === '' ? t('reservations.dateMissing') : null),
      from: (time) => (time === '' ? t('reservations.timeMissing') : null),
      to: (time) => (time === '' ? t('reservations.timeMissing') : null),
      untilDate: (date, { isWeekly }) => (isWeekly && date === '' ? t('reservations.dateMissing') : null),
    },
  });
  const submit = async ({ courseId, isWeekly, untilDate, slots, ...fields }: typeof form.values) => {
    try {
      await reserve({
        variables: {
          input: {
            ...fields,
            courseId: courseId ?? '',
            untilDate: isWeekly ? untilDate : null,
            slots: slots === '' ? null : slots,
          },
        },
      });
      notifications.show({ message: t('reservations.made') });
      onReserved(fields.date);
      form.reset();
      onClose();
    } catch (error) {
      const { issues } = describeError(error);
      const known = issues.filter(({ path }) => path in form.values);
      for (const issue of known) form.setFieldError(issue.path, issueText(t, issue));
      if (known.length === 0) form.setFieldError('date', errorText(t, error));
    }
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('reservations.reserveTitle')}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('reservations.reserveText')}
          </Text>
          <Select
            label={t('reservations.course')}
            placeholder={t('reservations.chooseCourse')}
            allowDeselect={false}
            data={courses.map(({ id, title }) => ({ value: id, label: title }))}
            {...form.getInputProps('courseId')}
          />
          <TextInput type="date" label={t('reservations.date')} required {...form.getInputProps('date')} />
          <Group grow align="flex-start">
            <TextInput type="time" label={t('reservations.from')} required {...form.getInputProps('from')} />
            <TextInput type="time" label={t('reservations.to')} required {...form.getInputProps('to')} />
          </Group>
          <Switch label={t('reservations.everyWeek')} {...form.getInputProps('isWeekly', { type: 'checkbox' })} />
          {form.values.isWeekly && (
            <TextInput type="date" label={t('reservations.until')} {...form.getInputProps('untilDate')} />
          )}
          <NumberInput
            label={t('reservations.slots')}
            description={t('reservations.slotsText', { slots })}
            placeholder={t('reservations.all')}
            min={1}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps('slots')}
          />
          <TextInput
            label={t('reservations.note')}
            placeholder={t('reservations.noteExample')}
            maxLength={200}
            {...form.getInputProps('note')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('page.back')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('reservations.reserve')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
