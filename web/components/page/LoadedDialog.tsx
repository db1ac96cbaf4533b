'use client';

import { Modal, type ModalProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import classes from './LoadedDialog.module.css';

const classNames = { title: classes.title ?? '' };
/** Mantine's is a <header>, which in a dialog counts as a second banner of the page. */
const attributes = { header: { role: 'presentation' } };

export function LoadedDialog({ opened, closeButtonProps, ...props }: ModalProps) {
  const t = useTranslations();
  // The focus goes back to where it was only if the dialog was there before it opened.
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    <Modal
      opened={opened && isThere}
      closeButtonProps={{ 'aria-label': t('page.close'), ...closeButtonProps }}
      classNames={classNames}
      attributes={attributes}
      {...props}
    />
  );
}
