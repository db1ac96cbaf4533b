'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { describeError } from '../../graphql/apiError.ts';
import { PublishWeightsDocument } from '../../graphql/generated/graphql.ts';

/** Lets the staff give a name to what a run has made of its backbone, so that recipes can begin with it. */
export function PublishWeights({ runId, backbone }: { runId: string; backbone: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [publish] = useMutation(PublishWeightsDocument);
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() === '' ? 'Enter a name.' : null) },
  });
  const submit = async ({ name }: typeof form.values) => {
    try {
      await publish({ variables: { input: { runId, name } } });
      notifications.show({
        title: 'Published',
        message: `Recipes with ${backbone} can begin with "${name.trim()}" now.`,
      });
      form.reset();
      close();
    } catch (error) {
      form.setFieldError('name', describeError(error).message);
    }
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        Publish weights
      </Button>
      <Modal opened={opened} onClose={close} title="Publish these weights?">
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            <Text size="sm">
              Everyone in the course can begin with what this run has made of {backbone}. What is published stays so.
            </Text>
            <TextInput
              label="Name"
              required
              maxLength={100}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Not now
              </Button>
              <Button type="submit" loading={form.submitting}>
                Publish
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
