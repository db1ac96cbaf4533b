'use client';

import { Accordion, Button, Code, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { UploadDataset } from './UploadDataset.tsx';

/** The button that opens the ways to import a dataset into a course. */
export function ImportDataset({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const router = useRouter();
  const [opened, { open, close }] = useDisclosure(false);
  const onBegun = (importId: string, review: boolean) => {
    close();
    if (review) router.push(`/imports/${importId}`);
  };
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
          <UploadDataset courseId={courseId} onBegun={onBegun} />
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
      </Modal>
    </>
  );
}
