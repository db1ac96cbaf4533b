'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { AccountFieldsFragment } from '../../graphql/generated/graphql.ts';
import { onFirstOpening } from '../page/onFirstOpening.tsx';

const ChangeAddressDialog = onFirstOpening(() =>
  import('./ChangeAddressDialog.tsx').then(({ ChangeAddressDialog }) => ChangeAddressDialog),
);

/** Gives somebody's account another e-mail address. */
export function ChangeAddress({ account }: { account: AccountFieldsFragment }) {
  const t = useTranslations();
  const { name } = account;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-haspopup="dialog" onClick={open}>
        {t.rich('administration.changeAddress', {
          name,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <ChangeAddressDialog account={account} opened={opened} onClose={close} />
    </>
  );
}
