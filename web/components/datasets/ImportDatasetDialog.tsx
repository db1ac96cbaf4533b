'use client';

import { Accordion, Code, List, Stack, Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from '../page/Dialog.tsx';
import type { SplitValues } from './split.ts';
import { UploadDataset } from './UploadDataset.tsx';

interface Dialogue {
  courseId: string;
  /** Of the dataset that gets another version. */
  name: string | undefined;
  split: SplitValues;
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** The ways to import a dataset into a course, or another version of the one that has a name. */
export function ImportDatasetDialog({ courseId, name, split, title, opened, onClose }: Dialogue) {
  const t = useTranslations();
  const router = useRouter();
  const onBegun = (importId: string, review: boolean) => {
    onClose();
    if (review) router.push(`/imports/${importId}`);
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size="lg">
      <Stack>
        <Text size="sm">{t.rich('datasets.layout', { code: (text) => <Code>{text}</Code> })}</Text>
        <List size="sm" spacing={2}>
          <List.Item>{t('datasets.sameClasses')}</List.Item>
          <List.Item>{t('datasets.sealed')}</List.Item>
          <List.Item>{t('datasets.versions')}</List.Item>
        </List>
        <UploadDataset courseId={courseId} name={name} split={split} onBegun={onBegun} />
        <Accordion variant="contained">
          <Accordion.Item value="command">
            <Accordion.Control>{t('datasets.orCommandLine')}</Accordion.Control>
            <Accordion.Panel>
              <Text size="sm">{t('datasets.commandLine')}</Text>
              <Code
                block
                mt="xs"
                style={{ whiteSpace: 'pre-wrap' }}
              >{`npm run -s downstream -- import ./my-images --course ${courseId} --name "My images"`}</Code>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Dialog>
  );
}
