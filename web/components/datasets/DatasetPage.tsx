'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DatasetDocument, type DatasetQuery, SampleImagesDocument } from '../../graphql/generated/graphql.ts';
import { isStaff, mayChange } from '../accounts/roles.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { CompareVersions } from './CompareVersions.tsx';
import { DeleteDataset } from './DeleteDataset.tsx';
import { EditDataset } from './EditDataset.tsx';
import { ImportDataset } from './ImportDataset.tsx';
import { SampleImages } from './SampleImages.tsx';
import { VersionCard } from './VersionCard.tsx';

/** A dataset: what is said about it, its versions, and, for staff, what can be done with them. */
export function DatasetPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(DatasetDocument, { variables: { id } });
  const dataset = result.data?.dataset;
  const staff = dataset !== undefined && isStaff(dataset.course.role);
  const changes = dataset !== undefined && mayChange(dataset.course);
  return (
    <Page
      title={dataset?.name ?? t('datasets.dataset')}
      crumbs={[
        { label: t('courses.title'), href: '/courses' },
        ...(dataset ? [{ label: dataset.course.title, href: `/courses/${dataset.course.id}` }] : []),
      ]}
      description={dataset?.description}
      actions={
        dataset &&
        changes && (
          <>
            <ImportDataset
              courseId={dataset.course.id}
              name={dataset.name}
              drawnSplit={dataset.versions[0]?.drawnSplit}
            />
            <EditDataset dataset={dataset} />
            <DeleteDataset dataset={dataset} />
          </>
        )
      }
    >
      <QueryState result={result} rows={8}>
        {({ dataset }) => (
          <Stack gap="lg">
            <ArchivedNotice course={dataset.course} />
            <Dataset dataset={dataset} staff={staff} changes={changes} />
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}

function Dataset(props: { dataset: DatasetQuery['dataset']; staff: boolean; changes: boolean }) {
  const { dataset, staff, changes } = props;
  const t = useTranslations();
  const formats = useFormats();
  const { versions } = dataset;
  const [newest] = versions;
  return (
    <Stack gap="lg">
      <Section title={t('datasets.about')}>
        <FactList
          facts={[
            [t('datasets.license'), dataset.license || t('datasets.licenseUnknown')],
            [t('datasets.attribution'), dataset.attribution || '–'],
            [t('datasets.sourceUrl'), dataset.sourceUrl || '–'],
            [t('datasets.storage'), formats.megabytes(dataset.bytes / 1e6)],
          ]}
        />
      </Section>
      <Section title={t('datasets.versionsTitle')} description={t('datasets.versionsText')}>
        {versions.length === 0 ? (
          <EmptyState title={t('datasets.noVersions')} />
        ) : (
          <Stack gap="md">
            {versions.map((version) => (
              <VersionCard key={version.id} version={version} staff={staff} changes={changes} />
            ))}
          </Stack>
        )}
      </Section>
      {staff && versions.length > 1 && <CompareVersions versions={versions} />}
      {newest && <Samples versionId={newest.id} />}
    </Stack>
  );
}

function Samples({ versionId }: { versionId: string }) {
  const t = useTranslations();
  const result = useQuery(SampleImagesDocument, { variables: { id: versionId } });
  return (
    <Section title={t('datasets.samples')}>
      <QueryState result={result}>{({ datasetVersion }) => <SampleImages version={datasetVersion} />}</QueryState>
    </Section>
  );
}
