'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { describeError } from '../../graphql/apiError.ts';
import { CancelRunDocument } from '../../graphql/generated/graphql.ts';

export function CancelRun({ id }: { id: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [cancel, { loading }] = useMutation(CancelRunDocument, { variables: { id } });
  const confirm = async () => {
    try {
      await cancel();
    } catch (error) {
      notifications.show({ color: 'red', title: 'The run was not cancelled', message: describeError(error).message });
    }
    close();
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel run
      </Button>
      <Modal opened={opened} onClose={close} title="Cancel this run?">
        <Stack>
          <Text size="sm">The epochs so far stay, but the run will not be evaluated and does not rank.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Let it run
            </Button>
            <Button color="red" loading={loading} onClick={confirm}>
              Cancel run
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
