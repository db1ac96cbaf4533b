'use client';

import { useMutation } from '@apollo/client/react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type AssignmentChoicesQuery,
  CourseDocument,
  CreateAssignmentDocument,
} from '../../graphql/generated/graphql.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { AssignmentForm } from './AssignmentForm.tsx';
import { assignmentInput, newAssignment } from './assignmentInput.ts';

const firstRecipe = { backbone: 'MobileNetV2', training: { epochs: 20, batchSize: 32 } };

/** The form itself, in which nothing is filled in yet. */
export function NewAssignmentForm(props: { course: AssignmentChoicesQuery['course']; firstVersion: string | null }) {
  const { course, firstVersion } = props;
  const t = useTranslations();
  const router = useRouter();
  const [create] = useMutation(CreateAssignmentDocument, { refetchQueries: [CourseDocument] });
  const fields = { ...newAssignment, datasetVersionId: firstVersion };
  const draft = useDraft(`assignment:new:${course.id}`, fields);
  return (
    <AssignmentForm
      course={course}
      initial={{ fields, starterRecipe: firstRecipe }}
      isNew
      draft={draft}
      failedTitle={t('assignments.notCreated')}
      actions={[
        { name: 'draft', label: t('assignments.saveDraft'), variant: 'default' },
        { name: 'publish', label: t('assignments.submit') },
      ]}
      save={async ({ fields, starterRecipe }, action) => {
        const place = { courseId: course.id, timeZone: course.timeZone };
        const input = assignmentInput(place, fields, starterRecipe, action === 'draft');
        const { data } = await create({ variables: { input } });
        draft.forget();
        if (data) router.push(`/assignments/${data.createAssignment.id}`);
      }}
    />
  );
}
