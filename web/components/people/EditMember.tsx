'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { MemberRowFragment } from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { onFirstOpening } from '../page/onFirstOpening.tsx';

const EditMemberDialog = onFirstOpening(() =>
  import('./EditMemberDialog.tsx').then(({ EditMemberDialog }) => EditMemberDialog),
);

/** The button that opens what staff know of a member. */
export function EditMember({ course, member }: { course: CourseHead; member: MemberRowFragment }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-haspopup="dialog" onClick={open}>
        {t.rich('people.edit', {
          name: member.user.name,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <EditMemberDialog course={course} member={member} opened={opened} onClose={close} />
    </>
  );
}
