'use client';

import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CancelImportDocument, DatasetImportsDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';

export function CancelImport({ id, name }: { id: string; name: string }) {
  const t = useTranslations();
  const [cancel] = useMutation(CancelImportDocument, { variables: { id }, refetchQueries: [DatasetImportsDocument] });
  return (
    <ConfirmButton
      label={t('datasets.imports.cancel')}
      title={t('datasets.imports.cancelTitle')}
      onConfirm={() => cancel()}
    >
      <Text size="sm">{t('datasets.imports.cancelText', { name })}</Text>
    </ConfirmButton>
  );
}
