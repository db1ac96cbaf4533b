'use client';

import { useMutation } from '@apollo/client/react';
import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { GradebookDocument, SetCourseGradingDocument } from '../../graphql/generated/graphql.ts';

/** How many of the worst grades the total leaves out. It is saved when the field is left. */
export function DropLowest({ courseId, dropLowest }: { courseId: string; dropLowest: number }) {
  const t = useTranslations();
  const [typed, setTyped] = useState(String(dropLowest));
  const [save, { loading }] = useMutation(SetCourseGradingDocument, { refetchQueries: [GradebookDocument] });
  const submit = async () => {
    const wanted = Number(typed);
    if (typed === '' || wanted === dropLowest) return setTyped(String(dropLowest));
    try {
      await save({ variables: { input: { courseId, dropLowest: wanted } } });
      notifications.show({ message: t('grades.dropLowestSaved', { count: wanted }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('grades.notSaved'), message: errorText(t, error) });
      setTyped(String(dropLowest));
    }
  };
  return (
    <TextInput
      size="xs"
      w={150}
      label={t('grades.dropLowest')}
      inputMode="numeric"
      maxLength={2}
      disabled={loading}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ''))}
      onBlur={submit}
      onKeyDown={(event) => event.key === 'Enter' && submit()}
    />
  );
}
