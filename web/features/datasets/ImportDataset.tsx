'use client';

import { Button, Code, Divider, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { UploadDataset } from './UploadDataset.tsx';

/** The button that opens the two ways to bring a dataset into a course. */
export function ImportDataset({ courseId }: { courseId: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        Import a dataset
      </Button>
      <Modal opened={opened} onClose={close} title="Import a dataset" size="lg">
        <Stack>
          <Text size="sm">
            A zip (or, on the command line, a folder) with <Code>train/</Code>, <Code>validation/</Code> and{' '}
            <Code>test/</Code>, and in each of them one folder per class:
          </Text>
          <List size="sm" spacing={2}>
            <List.Item>The three hold the same classes; every class has at least one image in each.</List.Item>
            <List.Item>Nobody in the course ever sees the images under test/.</List.Item>
            <List.Item>Importing under an existing name adds a version; old assignments keep theirs.</List.Item>
          </List>
          <UploadDataset courseId={courseId} onImported={close} />
          <Divider label="or on the command line" />
          <Text size="sm">With an API key from your settings in DOWNSTREAM_API_KEY:</Text>
          <Code
            block
            style={{ whiteSpace: 'pre-wrap' }}
          >{`npm run -s downstream -- import ./my-images --course ${courseId} --name "My images"`}</Code>
        </Stack>
      </Modal>
    </>
  );
}
