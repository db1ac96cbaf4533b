'use client';

import { useLazyQuery, useMutation } from '@apollo/client/react';
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  AssignmentDependentsDocument,
  type AssignmentQuery,
  CloseAssignmentDocument,
  CourseDocument,
  DeleteAssignmentDocument,
  DuplicateAssignmentDocument,
  PublishAssignmentDocument,
  UnpublishAssignmentDocument,
} from '../../graphql/generated/graphql.ts';
import { ActionMenu } from '../page/ActionMenu.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';

type Ask = 'publish' | 'close' | 'delete';

/** What staff do with an assignment. What cannot be taken back asks first, and says what depends on it. */
export function StaffActions({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const router = useRouter();
  const { id, title, publishedAt, opensAt, closesAt, course } = assignment;
  const isVisible = publishedAt != null && Date.parse(publishedAt) <= Date.now();
  const opensLater = Date.parse(opensAt) > Date.now();
  const isClosed = closesAt != null && Date.parse(closesAt) <= Date.now();
  // The gradebook sends staff here to close what has no end.
  const closes = useSearchParams().has('close') && assignment.isOpen;
  const [asked, setAsked] = useState<Ask | undefined>(closes ? 'close' : undefined);
  const refetchQueries = [CourseDocument];
  const [publish, publishing] = useMutation(PublishAssignmentDocument, { refetchQueries });
  const [unpublish] = useMutation(UnpublishAssignmentDocument, { variables: { id }, refetchQueries });
  const [closeNow, closing] = useMutation(CloseAssignmentDocument, { variables: { id }, refetchQueries });
  const [duplicate] = useMutation(DuplicateAssignmentDocument, { refetchQueries });
  const [remove, removing] = useMutation(DeleteAssignmentDocument, { refetchQueries });
  const [readDependents, dependents] = useLazyQuery(AssignmentDependentsDocument, { fetchPolicy: 'network-only' });
  const found = dependents.data?.assignment.dependents;

  const attempt = async (act: () => Promise<unknown>, done?: string) => {
    try {
      await act();
      if (done) notifications.show({ message: done });
    } catch (error) {
      notifications.show({ color: 'red', title: t('assignments.notDone'), message: errorText(t, error) });
      // The number of runs may be another one by now.
      if (asked === 'delete') await readDependents({ variables: { id } });
      return;
    }
    setAsked(undefined);
  };
  const publishNow = () => attempt(() => publish({ variables: { id } }), t('assignments.published'));
  return (
    <>
      {!isVisible && (
        <Button
          loading={publishing.loading}
          aria-haspopup={opensLater ? 'dialog' : undefined}
          onClick={opensLater ? () => setAsked('publish') : publishNow}
        >
          {t('assignments.publish')}
        </Button>
      )}
      <ActionMenu
        button={{ variant: 'default' }}
        entries={[
          { label: t('assignments.edit'), href: `/assignments/${id}/edit` },
          { label: t('assignments.manageDetails'), href: `/assignments/${id}/manage` },
          { label: t('lectures.title'), href: `/assignments/${id}/lectures` },
          { label: t('assignments.asStudent'), href: `/assignments/${id}?as=student` },
          {
            label: t('assignments.duplicate'),
            onClick: () =>
              void attempt(async () => {
                const { data } = await duplicate({ variables: { id, title: t('assignments.copyOf', { title }) } });
                if (data) router.push(`/assignments/${data.duplicateAssignment.id}`);
              }, t('assignments.duplicated')),
          },
          'divider',
          ...(assignment.isOpen
            ? [{ label: t('assignments.closeNow'), asks: true, onClick: () => setAsked('close') }]
            : []),
          ...(isClosed ? [{ label: t('assignments.reopen'), href: `/assignments/${id}/edit?reopen` }] : []),
          ...(publishedAt
            ? [
                {
                  label: t('assignments.unpublish'),
                  onClick: () => void attempt(unpublish, t('assignments.unpublished')),
                },
              ]
            : []),
          {
            label: t('assignments.delete'),
            color: 'red',
            asks: true,
            onClick: () => {
              setAsked('delete');
              void readDependents({ variables: { id } });
            },
          },
        ]}
      >
        {t('assignments.manage')}
      </ActionMenu>
      <Dialog opened={asked === 'publish'} onClose={() => setAsked(undefined)} title={t('assignments.publish')}>
        <Stack>
          <Text size="sm">{t('assignments.publishWhen')}</Text>
          <Group justify="flex-end">
            <Button variant="default" loading={publishing.loading} onClick={publishNow}>
              {t('assignments.publishNow')}
            </Button>
            <Button
              data-autofocus
              loading={publishing.loading}
              onClick={() =>
                attempt(() => publish({ variables: { id, at: opensAt } }), t('assignments.publishedLater'))
              }
            >
              {t('assignments.publishAtOpening', { moment: formats.momentIn(opensAt, assignment.timeZone) })}
            </Button>
          </Group>
        </Stack>
      </Dialog>
      <Dialog opened={asked === 'close'} onClose={() => setAsked(undefined)} title={t('assignments.closeTitle')}>
        <Stack>
          <Text size="sm">{t('assignments.closeText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {t('assignments.keepOpen')}
            </Button>
            <Button color="red" loading={closing.loading} onClick={() => attempt(closeNow, t('assignments.closedNow'))}>
              {t('assignments.closeNow')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
      <Dialog opened={asked === 'delete'} onClose={() => setAsked(undefined)} title={t('assignments.deleteTitle')}>
        <Stack>
          <Text size="sm">{t('assignments.deleteText', { title })}</Text>
          {found && (
            <List size="sm">
              <List.Item>
                {t('assignments.dependents.runs', {
                  runs: found.runs,
                  open: found.openRuns,
                  submitters: found.submitters,
                })}
              </List.Item>
              <List.Item>{t('assignments.dependents.grades', { grades: found.grades })}</List.Item>
              <List.Item>
                {t('assignments.dependents.others', { teams: found.teams, extensions: found.extensions })}
              </List.Item>
              {found.publishedWeights > 0 && (
                <List.Item>{t('assignments.dependents.weights', { weights: found.publishedWeights })}</List.Item>
              )}
            </List>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {t('assignments.keep')}
            </Button>
            <Button
              color="red"
              disabled={!found}
              loading={removing.loading || dependents.loading}
              onClick={() =>
                attempt(async () => {
                  await remove({ variables: { id, runs: found?.runs ?? 0 } });
                  router.push(`/courses/${course.id}`);
                }, t('assignments.deleted'))
              }
            >
              {t('assignments.delete')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
