'use client';

import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import {
  ArchiveCourseDocument,
  CourseHeadDocument,
  CourseSettingsDocument,
  UnarchiveCourseDocument,
} from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Section } from '../page/Section.tsx';

/** Ends a course, or opens it again. */
export function ArchiveCourse({ id, archivedAt }: { id: string; archivedAt: string | null }) {
  const t = useTranslations();
  const options = {
    variables: { id },
    refetchQueries: [CourseHeadDocument, CourseSettingsDocument],
    awaitRefetchQueries: true,
  };
  const [archive] = useMutation(ArchiveCourseDocument, options);
  const [unarchive] = useMutation(UnarchiveCourseDocument, options);
  return (
    <Section title={t('courseSettings.archive')} description={t('courseSettings.archiveDescription')}>
      <div>
        {archivedAt === null ? (
          <ConfirmButton
            label={t('courseSettings.archiveNow')}
            title={t('courseSettings.archiveTitle')}
            onConfirm={() => archive()}
            button={{ size: 'sm' }}
          >
            <Text size="sm">{t('courseSettings.archiveText')}</Text>
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label={t('courseSettings.unarchive')}
            title={t('courseSettings.unarchiveTitle')}
            onConfirm={() => unarchive()}
            button={{ size: 'sm' }}
          >
            <Text size="sm">{t('courseSettings.unarchiveText')}</Text>
          </ConfirmButton>
        )}
      </div>
    </Section>
  );
}
