'use client';

import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AssignmentDocument, RunDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';

// The networks' tables, zod and YAML come with the form.
const RecipeForm = dynamic(() => import('./RecipeForm.tsx').then((module) => module.RecipeForm), {
  ssr: false,
  loading: () => <Skeleton height={600} />,
});

/**
 * A new run, from the assignment's starter recipe, from an earlier run's (`?from=`), or from one that a link brings as
 * YAML (`?recipe=`), as the lessons' links do.
 */
export function SubmitPage({ id }: { id: string }) {
  const t = useTranslations();
  const { me } = useMe();
  const search = useSearchParams();
  const earlierId = search.get('from');
  const linked = search.get('recipe');
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
      size={1440}
    >
      <QueryState result={assignment} rows={10}>
        {({ assignment, missingWeights }) => {
          if (!me) return null;
          const props = { assignment, missing: missingWeights, personId: me.id };
          if (earlierId === null)
            return <RecipeForm {...props} brought={linked === null ? undefined : { source: linked, text: linked }} />;
          return (
            <QueryState result={earlier} rows={10}>
              {({ run }) => <RecipeForm {...props} brought={{ source: run.id, recipe: run.recipe }} />}
            </QueryState>
          );
        }}
      </QueryState>
    </Page>
  );
}
