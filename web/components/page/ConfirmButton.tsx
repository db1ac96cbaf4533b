'use client';

import { Alert, Button, type ButtonProps, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { Dialog } from './Dialog.tsx';

/** A button for what cannot be undone, or takes long: it asks first, and says what went wrong where it asked. */
export function ConfirmButton(props: {
  label: string;
  /** What is asked. */
  title: string;
  /** What will be gone, or what it takes. */
  children: ReactNode;
  onConfirm: () => Promise<unknown>;
  button?: ButtonProps;
  /** Whether nothing is lost by it. */
  harmless?: boolean;
}) {
  const { label, title, children, onConfirm, button, harmless } = props;
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setProblem(undefined);
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(errorText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" size="xs" {...button} aria-haspopup="dialog" onClick={open}>
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={title}>
        <Stack>
          {children}
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('page.back')}
            </Button>
            <Button color={harmless ? 'river' : 'red'} loading={isBusy} onClick={confirm}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
