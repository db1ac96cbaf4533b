'use client';

import { Group, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImportReportFragment } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { ClassTable } from './ClassTable.tsx';
import type { Decision } from './decision.ts';
import { FaultSection } from './FaultSection.tsx';
import { SizeHistogram } from './SizeHistogram.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** Files of each kind that are listed; the others are counted. */
const listed = 8;
/** A class with this many times the images of another one is worth a word. */
const imbalanceWorthAWord = 3;

const imagesOf = (counted: { trainCount: number; validationCount: number; testCount: number }) =>
  counted.trainCount + counted.validationCount + counted.testCount;

/** What was found in a set. With `onDecision` people choose what becomes of faulty images. */
export function ImportReport(props: {
  one: ImportReportFragment;
  decision: Decision;
  onDecision?: ((decision: Decision) => void) | undefined;
}) {
  const { one, decision, onDecision } = props;
  const t = useTranslations();
  const formats = useFormats();
  const { report } = one;
  if (!report) return null;
  const { drawnSplit, imbalance } = report;
  const choosing = onDecision && { decision, onDecision };
  const found = report.classes.reduce((sum, one) => sum + imagesOf(one), 0);
  const imported = one.datasetVersion ? imagesOf(one.datasetVersion) : found;
  const leftOut = found - imported;
  return (
    <Stack gap="lg">
      <Section title={t('datasets.imports.facts')}>
        <FactList
          facts={[
            [t('datasets.license'), one.license || t('datasets.licenseUnknown')],
            [t('datasets.attribution'), one.attribution || '–'],
            [t('datasets.imports.imbalanceFact'), imbalance === null ? '–' : `${formats.twoDecimals(imbalance)} : 1`],
            [
              t('datasets.split.label'),
              drawnSplit
                ? t('datasets.split.drawn', {
                    splits: drawnSplit.drawn.length === 1 ? drawnSplit.drawn[0]! : 'all',
                    validation: drawnSplit.validationShare,
                    test: drawnSplit.testShare,
                    seed: drawnSplit.seed,
                  })
                : t('datasets.split.given'),
            ],
          ]}
        />
        {imbalance !== null && imbalance >= imbalanceWorthAWord && (
          <Text size="sm">{t('datasets.imports.imbalance', { times: imbalance })}</Text>
        )}
      </Section>
      <Section title={t('datasets.imports.classes')}>
        <ClassTable classes={report.classes} />
        {leftOut > 0 && <Text size="sm">{t('datasets.imports.wereLeftOut', { count: leftOut, imported })}</Text>}
      </Section>
      {report.samples.length > 0 && (
        <Section title={t('datasets.imports.samples')} description={t('datasets.imports.samplesText')}>
          <Group gap="sm" align="flex-start">
            {report.samples.map(({ path, thumbnailUrl }) => (
              <Thumbnail key={path} path={path} url={thumbnailUrl} />
            ))}
          </Group>
        </Section>
      )}
      {report.sizes.length > 0 && (
        <Section title={t('datasets.imports.sizes')} description={t('datasets.imports.sizesText')}>
          <SizeHistogram {...report} />
        </Section>
      )}
      <Section title={t('datasets.imports.faults')}>
        {report.faults.length === 0 ? (
          <Text size="sm">{t('datasets.imports.noFaults')}</Text>
        ) : (
          <Stack gap="xl">
            {report.faults.map((fault) => (
              <FaultSection key={fault.kind} fault={fault} choosing={choosing} />
            ))}
          </Stack>
        )}
      </Section>
      {report.passedOver.length > 0 && (
        <Section title={t('datasets.imports.passedOverTitle')}>
          {report.passedOver.map(({ reason, count, files }) => (
            <div key={reason}>
              <Text size="sm" fw={600}>
                {t(`datasets.imports.passedOver.${reason}`, { count })}
              </Text>
              <List size="sm" spacing={0}>
                {files.slice(0, listed).map((path) => (
                  <List.Item key={path} style={{ overflowWrap: 'anywhere' }}>
                    {path}
                  </List.Item>
                ))}
                {count > listed && <List.Item>{t('datasets.imports.more', { count: count - listed })}</List.Item>}
              </List>
            </div>
          ))}
        </Section>
      )}
    </Stack>
  );
}
