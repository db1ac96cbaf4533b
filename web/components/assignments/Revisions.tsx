'use client';

import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  ManageAssignmentDocument,
  type ManageAssignmentQuery,
  RerunCountedRunsDocument,
  SetReferenceRunDocument,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';

/** What runs were scored by before, the button that has counted runs trained again, and the reference run. */
export function Revisions({ assignment }: { assignment: ManageAssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { id: assignmentId, revision, revisions, rerunPlan, referenceRun, timeZone } = assignment;
  const [opened, { open, close }] = useDisclosure(false);
  const refetchQueries = [ManageAssignmentDocument];
  const [rerun, { loading }] = useMutation(RerunCountedRunsDocument, { refetchQueries });
  const [setReference] = useMutation(SetReferenceRunDocument, { refetchQueries });
  const failed = (error: unknown) =>
    notifications.show({ color: 'red', title: t('assignments.notDone'), message: errorText(t, error) });
  const confirm = async () => {
    try {
      const { data } = await rerun({ variables: { assignmentId } });
      if (data) notifications.show({ message: t('revisions.queued', { runs: data.rerunCountedRuns.queued }) });
      close();
    } catch (error) {
      failed(error);
    }
  };
  const due = rerunPlan?.due ?? 0;
  return (
    <Section
      title={t('revisions.title')}
      description={t('revisions.description', { revision })}
      actions={
        <Button variant="default" disabled={due === 0} aria-haspopup="dialog" onClick={open}>
          {t('revisions.rerun')}
        </Button>
      }
    >
      <Stack>
        {revisions.length > 0 && (
          <CardTable minWidth={560} aria-label={t('revisions.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('revisions.number')}</Table.Th>
                <Table.Th>{t('revisions.ended')}</Table.Th>
                <Table.Th>{t('assignments.dataset')}</Table.Th>
                <Table.Th>{t('assignments.metric')}</Table.Th>
                <Table.Th>{t('revisions.reason')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {revisions.map((old) => (
                <Table.Tr key={old.revision}>
                  <Table.Td>{old.revision}</Table.Td>
                  <Table.Td>{formats.momentIn(old.endedAt, timeZone)}</Table.Td>
                  <Table.Td>
                    {old.datasetVersion.dataset.name} ({old.datasetVersion.hash.slice(0, 8)})
                  </Table.Td>
                  <Table.Td>{t(`metrics.${old.metric}`)}</Table.Td>
                  <Table.Td>{old.reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </CardTable>
        )}
        <Text size="sm">{t('revisions.plan', { due, done: rerunPlan?.done ?? 0 })}</Text>
        <Group gap="xs">
          <Text size="sm">
            {referenceRun
              ? t.rich('revisions.reference', {
                  backbone: referenceRun.backbone,
                  run: (text) => (
                    <Anchor component={Link} href={`/runs/${referenceRun.id}`} underline="always">
                      {text}
                    </Anchor>
                  ),
                })
              : t('revisions.noReference')}
          </Text>
          {referenceRun && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => setReference({ variables: { assignmentId, runId: null } }).catch(failed)}
            >
              {t('revisions.removeReference')}
            </Button>
          )}
        </Group>
      </Stack>
      <Dialog opened={opened} onClose={close} title={t('revisions.rerun')}>
        <Stack>
          <Text size="sm">{t('revisions.rerunText', { runs: due })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('page.back')}
            </Button>
            <Button loading={loading} onClick={confirm}>
              {t('revisions.rerun')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Section>
  );
}
