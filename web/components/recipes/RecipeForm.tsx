'use client';

import { Grid } from '@mantine/core';
import { useMemo } from 'react';
import { allowedSchema } from '#contracts/assignment';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { RecipeEditor } from './RecipeEditor.tsx';
import { SubmitCard } from './SubmitCard.tsx';
import { useRecipeForm } from './useRecipeForm.ts';

/** A recipe as a form and as YAML, beside a summary of its network. */
export function RecipeForm({ assignment, starter }: { assignment: AssignmentQuery['assignment']; starter: unknown }) {
  const allowed = useMemo(() => allowedSchema.parse(assignment.allowed), [assignment.allowed]);
  const form = useRecipeForm(starter, allowed);
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <RecipeEditor
          form={form}
          allowed={allowed}
          published={assignment.course.publishedWeights}
          classes={assignment.datasetVersion.classNames.length}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <SubmitCard form={form} assignment={assignment} />
      </Grid.Col>
    </Grid>
  );
}
