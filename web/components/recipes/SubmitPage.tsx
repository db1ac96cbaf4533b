'use client';

import { useQuery } from '@apollo/client/react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AssignmentDocument, RunDocument } from '../../graphql/generated/graphql.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { RecipeForm } from './RecipeForm.tsx';

/** A new run, from the assignment's starter recipe or (`?from=`) from an earlier run's. */
export function SubmitPage({ id }: { id: string }) {
  const t = useTranslations();
  const earlierId = useSearchParams().get('from');
  const assignment = useQuery(AssignmentDocument, { variables: { id } });
  const earlier = useQuery(RunDocument, { variables: { id: earlierId ?? '' }, skip: earlierId === null });
  const { title, course } = assignment.data?.assignment ?? {};
  return (
    <Page
      title={t('recipes.title')}
      crumbs={
        title && course
          ? [
              { label: course.title, href: `/courses/${course.id}` },
              { label: title, href: `/assignments/${id}` },
            ]
          : []
      }
      description={t('recipes.description')}
    >
      <QueryState result={assignment} rows={10}>
        {({ assignment }) =>
          earlierId === null ? (
            <RecipeForm assignment={assignment} starter={assignment.starterRecipe} />
          ) : (
            <QueryState result={earlier} rows={10}>
              {({ run }) => <RecipeForm assignment={assignment} starter={run.recipe} />}
            </QueryState>
          )
        }
      </QueryState>
    </Page>
  );
}
