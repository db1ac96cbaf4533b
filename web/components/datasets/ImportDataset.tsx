'use client';

import { Button, Code, Divider, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { UploadDataset } from './UploadDataset.tsx';

/** The button that opens the two ways to import a dataset into a course. */
export function ImportDataset({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {t('datasets.import')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('datasets.import')} size="lg">
        <Stack>
          <Text size="sm">{t.rich('datasets.layout', { code: (text) => <Code>{text}</Code> })}</Text>
          <List size="sm" spacing={2}>
            <List.Item>{t('datasets.sameClasses')}</List.Item>
            <List.Item>{t('datasets.sealed')}</List.Item>
            <List.Item>{t('datasets.versions')}</List.Item>
          </List>
          <UploadDataset courseId={courseId} onUploaded={close} />
          <Divider label={t('datasets.orCommandLine')} />
          <Text size="sm">{t('datasets.commandLine')}</Text>
          <Code
            block
            style={{ whiteSpace: 'pre-wrap' }}
          >{`npm run -s downstream -- import ./my-images --course ${courseId} --name "My images"`}</Code>
        </Stack>
      </Modal>
    </>
  );
}
