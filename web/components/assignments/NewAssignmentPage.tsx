'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  AssignmentChoicesDocument,
  CourseDocument,
  CreateAssignmentDocument,
} from '../../graphql/generated/graphql.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { AssignmentForm } from './AssignmentForm.tsx';
import { assignmentInput, newAssignment } from './assignmentInput.ts';

const firstRecipe = { backbone: 'MobileNetV2', training: { epochs: 20, batchSize: 32 } };

/** The form for a new assignment of a course: published, or a draft at first. */
export function NewAssignmentPage({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const router = useRouter();
  const result = useQuery(AssignmentChoicesDocument, { variables: { courseId } });
  const [create] = useMutation(CreateAssignmentDocument, { refetchQueries: [CourseDocument] });
  const course = result.data?.course;
  return (
    <Page
      title={t('assignments.create')}
      crumbs={
        course && [
          { label: t('courses.title'), href: '/courses' },
          { label: course.title, href: `/courses/${courseId}` },
        ]
      }
      size={900}
    >
      <QueryState result={result} rows={10}>
        {({ course }) => {
          const versions = course.datasets.flatMap((dataset) => dataset.versions);
          if (versions.length === 0) return <Text size="sm">{t('assignments.needsDataset')}</Text>;
          return (
            <AssignmentForm
              course={course}
              initial={{
                fields: { ...newAssignment, datasetVersionId: versions[0]?.id ?? null },
                starterRecipe: firstRecipe,
              }}
              failedTitle={t('assignments.notCreated')}
              actions={[
                { name: 'draft', label: t('assignments.saveDraft'), variant: 'default' },
                { name: 'publish', label: t('assignments.submit') },
              ]}
              save={async ({ fields, starterRecipe }, action) => {
                const place = { courseId, timeZone: course.timeZone };
                const input = assignmentInput(place, fields, starterRecipe, action === 'draft');
                const { data } = await create({ variables: { input } });
                if (data) router.push(`/assignments/${data.createAssignment.id}`);
              }}
            />
          );
        }}
      </QueryState>
    </Page>
  );
}
