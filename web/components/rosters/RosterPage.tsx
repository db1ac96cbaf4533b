'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, FileInput, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  ApplyRosterDocument,
  CourseHeadDocument,
  CoursePeopleDocument,
  PendingPeopleDocument,
  type RosterEncoding,
  RosterPreviewDocument,
  type RosterStateFragment,
} from '../../graphql/generated/graphql.ts';
import { CourseFrame, type CourseHead } from '../courses/CourseFrame.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';

const RosterPlan = dynamic(() => import('./RosterPlan.tsx').then(({ RosterPlan }) => RosterPlan), { ssr: false });

const encodings: readonly RosterEncoding[] = ['UTF_8', 'UTF_16LE', 'UTF_16BE', 'CP949', 'WINDOWS_1252'];

/** A class list from the registrar: chosen, looked at, and applied. */
export function RosterPage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {(course) => <RosterForm course={course} />}
    </CourseFrame>
  );
}

function RosterForm({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const client = useApolloClient();
  const [apply, { loading: isApplying }] = useMutation(ApplyRosterDocument, {
    refetchQueries: [CourseHeadDocument, CoursePeopleDocument, PendingPeopleDocument],
  });
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<RosterEncoding | null>(null);
  const [plan, setPlan] = useState<RosterStateFragment>();
  const [done, setDone] = useState<RosterStateFragment>();
  const [removeMissing, setRemoveMissing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(errorText(t, error));
    }
  };
  const inputOf = async (chosen: File, said: RosterEncoding | null) => ({
    courseId: course.id,
    file: await base64Of(chosen),
    encoding: said,
  });
  const preview = async (chosen: File | null, said: RosterEncoding | null) => {
    setPlan(undefined);
    setDone(undefined);
    if (!chosen) return;
    setReading(true);
    await attempt(async () => {
      const { data } = await client.query({
        query: RosterPreviewDocument,
        variables: { input: await inputOf(chosen, said) },
        fetchPolicy: 'no-cache',
      });
      setPlan(data?.rosterPreview);
    });
    setReading(false);
  };
  const confirm = () =>
    attempt(async () => {
      if (!file || !plan) return;
      const input = { ...(await inputOf(file, encoding)), removeMissing, digest: plan.digest };
      const { data } = await apply({ variables: { input } });
      setDone(data?.applyRoster);
      setPlan(undefined);
      setRemoveMissing(false);
    });
  const missing = plan?.counts.find(({ kind }) => kind === 'MISSING')?.count ?? 0;

  return (
    <Stack gap="lg">
      <Section title={t('rosters.title')} description={t('rosters.description')}>
        <Group align="flex-end" gap="sm">
          <FileInput
            label={t('rosters.file')}
            placeholder={t('rosters.choose')}
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            value={file}
            disabled={course.archivedAt !== null}
            onChange={(chosen) => {
              setFile(chosen);
              void preview(chosen, encoding);
            }}
            flex={1}
            miw={220}
          />
          <Select
            label={t('rosters.encoding')}
            placeholder={t('rosters.recognised')}
            clearable
            data={encodings.map((value) => ({ value, label: t(`rosters.encodings.${value}`) }))}
            value={encoding}
            onChange={(value) => {
              setEncoding(value as RosterEncoding | null);
              void preview(file, value as RosterEncoding | null);
            }}
            w={240}
          />
        </Group>
        {isReading && (
          <Text size="sm" role="status">
            {t('rosters.reading')}
          </Text>
        )}
        {problem && (
          <Alert color="red" role="alert" title={t('rosters.failed')}>
            {problem}
          </Alert>
        )}
        {done && (
          <Alert color="teal" role="status" title={t('rosters.applied')}>
            {t('rosters.appliedText')}
          </Alert>
        )}
      </Section>
      {plan && (
        <Section title={t('rosters.preview')} description={t('rosters.previewDescription')}>
          <RosterPlan plan={plan} />
          {missing > 0 && (
            <Checkbox
              label={t('rosters.removeMissing', { count: missing })}
              description={t('rosters.removeMissingDescription')}
              checked={removeMissing}
              onChange={(event) => setRemoveMissing(event.currentTarget.checked)}
            />
          )}
          <Group>
            <Button loading={isApplying} onClick={confirm}>
              {t('rosters.apply')}
            </Button>
          </Group>
        </Section>
      )}
      {done && (
        <Section title={t('rosters.result')}>
          <RosterPlan plan={done} />
        </Section>
      )}
    </Stack>
  );
}

/** The server finds out in which encoding the bytes are. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
