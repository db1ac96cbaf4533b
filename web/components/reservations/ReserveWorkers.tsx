'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import type { CourseChoice } from './ReserveDialog.tsx';

const ReserveDialog = onFirstOpening(() => import('./ReserveDialog.tsx').then(({ ReserveDialog }) => ReserveDialog));

/** Reserves workers for one of the courses that one gives. */
export function ReserveWorkers(props: {
  courses: CourseChoice[];
  slots: number;
  /** Is told the first day that is reserved. */
  onReserved: (day: string) => void;
}) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" aria-haspopup="dialog" onClick={open}>
        {t('reservations.reserve')}
      </Button>
      <ReserveDialog {...props} opened={opened} onClose={close} />
    </>
  );
}
