'use client';

import { Button, Checkbox, Group, List, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ImportReportFragment } from '../../graphql/generated/graphql.ts';
import { choiceOf, type Decision, type FileChoice } from './decision.ts';
import { Thumbnail } from './Thumbnail.tsx';

type Fault = NonNullable<ImportReportFragment['report']>['faults'][number];
type FaultyFile = Fault['files'][number];

/** Files that are shown at first. */
const shownFirst = 12;

interface Choosing {
  decision: Decision;
  onDecision: (decision: Decision) => void;
}

/** The files with one kind of fault, with their pictures. With `choosing` people say what becomes of them. */
export function FaultSection({ fault, choosing }: { fault: Fault; choosing?: Choosing | undefined }) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  const { kind, count, files, canKeep } = fault;
  const shown = all ? files : files.slice(0, shownFirst);
  const hasPictures = files.some(({ thumbnailUrl, likeThumbnailUrl }) => thumbnailUrl ?? likeThumbnailUrl);
  const heading = t(`datasets.imports.fault.${kind}`, { count });
  const keepAll = (keeps: boolean) => {
    if (!choosing) return;
    const { kept, files: chosen } = choosing.decision;
    const paths = new Set(files.map(({ path }) => path));
    choosing.onDecision({
      kept: keeps ? [...kept, kind] : kept.filter((other) => other !== kind),
      files: new Map([...chosen].filter(([path]) => !paths.has(path))),
    });
  };
  return (
    <Stack gap="xs" component="section" aria-label={heading}>
      <Text fw={600}>{heading}</Text>
      <Text size="sm" c="dimmed">
        {t(`datasets.imports.faultText.${kind}`)} {choosing && kind === 'SIMILAR' && t('datasets.imports.similarStay')}
      </Text>
      {choosing &&
        (canKeep ? (
          <Checkbox
            size="sm"
            label={t('datasets.imports.keepKind')}
            aria-label={`${heading}: ${t('datasets.imports.keepKind')}`}
            checked={choosing.decision.kept.includes(kind)}
            onChange={(event) => keepAll(event.currentTarget.checked)}
          />
        ) : (
          <Text size="sm">{t('datasets.imports.cannotKeep')}</Text>
        ))}
      {hasPictures ? (
        <Group gap="md" align="stretch">
          {shown.map((file) => (
            <PicturedFile key={file.path} file={file} fault={fault} choosing={choosing} />
          ))}
        </Group>
      ) : (
        <List size="sm" spacing={0}>
          {shown.map((file) => (
            <List.Item key={file.path} style={{ overflowWrap: 'anywhere' }}>
              <FileText file={file} />
            </List.Item>
          ))}
        </List>
      )}
      <Group gap="md">
        {shown.length < files.length && (
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('datasets.imports.showAll', { count: files.length })}
          </Button>
        )}
        {count > files.length && (
          <Text size="sm" c="dimmed">
            {t('datasets.imports.more', { count: count - files.length })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function FileText({ file }: { file: FaultyFile }) {
  const t = useTranslations();
  const { path, like, reason } = file;
  const text =
    like !== null
      ? t('datasets.imports.like', { path, like })
      : reason === null
        ? path
        : t('datasets.imports.because', { path, reason });
  return (
    <>
      {text} <Outcome file={file} />
    </>
  );
}

/** What became of a file, once its set is imported. */
function Outcome({ file: { like, isLeftOut, likeIsLeftOut } }: { file: FaultyFile }) {
  const t = useTranslations();
  if (isLeftOut === null) return null;
  const words =
    like === null
      ? t(`datasets.imports.outcome.single.${isLeftOut ? 'leftOut' : 'kept'}`)
      : t(`datasets.imports.outcome.pair.${isLeftOut ? 'leftOut' : likeIsLeftOut ? 'otherLeftOut' : 'kept'}`);
  return (
    <Text size="xs" fw={600} span>
      {words}
    </Text>
  );
}

function PicturedFile(props: { file: FaultyFile; fault: Fault; choosing: Choosing | undefined }) {
  const { file, fault, choosing } = props;
  const { path, like, thumbnailUrl, likeThumbnailUrl, reason } = file;
  const t = useTranslations();
  const choose = (choice: FileChoice) => {
    if (!choosing) return;
    const { decision, onDecision } = choosing;
    onDecision({ ...decision, files: new Map(decision.files).set(path, choice) });
  };
  const choices: FileChoice[] = like === null ? ['leaveOut', 'keep'] : ['leaveOut', 'keep', 'leaveOutOther'];
  return (
    <Paper withBorder p="xs">
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Thumbnail path={path} url={thumbnailUrl} />
          {like !== null && <Thumbnail path={like} url={likeThumbnailUrl} />}
        </Group>
        {reason !== null && (
          <Text size="xs" maw={240}>
            {reason}
          </Text>
        )}
        <Outcome file={file} />
        {choosing && fault.canKeep && (
          <NativeSelect
            size="xs"
            aria-label={t('datasets.imports.choiceFor', { path })}
            value={choiceOf(choosing.decision, fault.kind, path)}
            onChange={({ currentTarget }) => choose(currentTarget.value as FileChoice)}
            data={choices.map((choice) => ({
              value: choice,
              label: t(`datasets.imports.choice.${like === null ? 'single' : 'pair'}.${choice}`),
            }))}
          />
        )}
      </Stack>
    </Paper>
  );
}
