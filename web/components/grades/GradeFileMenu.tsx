'use client';

import { useLazyQuery } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { type GradeFileFormat, gradeFileFormats } from '#contracts/gradeFiles';
import { errorText } from '../../graphql/apiError.ts';
import { GradeFileDocument } from '../../graphql/generated/graphql.ts';
import { ActionMenu } from '../page/ActionMenu.tsx';

/** Saves the grades as a file, in the layout of a school's system. */
export function GradeFileMenu({ courseId, sectionId }: { courseId: string; sectionId: string | null }) {
  const t = useTranslations();
  const [read, { loading }] = useLazyQuery(GradeFileDocument, { fetchPolicy: 'network-only' });
  const save = async (format: GradeFileFormat) => {
    try {
      const { data, error } = await read({ variables: { courseId, format, sectionId } });
      if (!data) throw error;
      const address = URL.createObjectURL(new Blob([data.gradeFile.content], { type: 'text/csv;charset=utf-8' }));
      const link = Object.assign(document.createElement('a'), { href: address, download: data.gradeFile.name });
      link.click();
      URL.revokeObjectURL(address);
    } catch (error) {
      notifications.show({ color: 'red', title: t('grades.noFile'), message: errorText(t, error) });
    }
  };
  return (
    <ActionMenu
      button={{ size: 'xs', variant: 'default', loading }}
      entries={gradeFileFormats.map((format) => ({
        label: t(`grades.fileFormats.${format}`),
        onClick: () => void save(format),
      }))}
    >
      {t('grades.file')}
    </ActionMenu>
  );
}
