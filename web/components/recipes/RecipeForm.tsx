'use client';

import { Grid, Stack, Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { allowedSchema } from '#contracts/assignment';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { BackboneFields } from './BackboneFields.tsx';
import { HeadFields } from './HeadFields.tsx';
import { RecipeText } from './RecipeText.tsx';
import { SubmitCard } from './SubmitCard.tsx';
import { TrainingFields } from './TrainingFields.tsx';
import { useRecipeForm } from './useRecipeForm.ts';

/** A recipe as a form and as YAML, beside a summary of its network. */
export function RecipeForm({ assignment, starter }: { assignment: AssignmentQuery['assignment']; starter: unknown }) {
  const t = useTranslations();
  const allowed = useMemo(() => allowedSchema.parse(assignment.allowed), [assignment.allowed]);
  const form = useRecipeForm(starter, allowed);
  const classes = assignment.datasetVersion.classNames.length;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Tabs defaultValue="form" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="form">{t('recipes.form')}</Tabs.Tab>
            <Tabs.Tab value="yaml">{t('recipes.yaml')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form">
            <Stack gap="lg">
              <Section title={t('recipes.backbone')}>
                <BackboneFields form={form} allowed={allowed} published={assignment.course.publishedWeights} />
              </Section>
              <Section title={t('recipes.head')}>
                <HeadFields form={form} classes={classes} />
              </Section>
              <Section title={t('recipes.training')}>
                <TrainingFields form={form} />
              </Section>
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="yaml">
            <RecipeText form={form} />
          </Tabs.Panel>
        </Tabs>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <SubmitCard form={form} assignment={assignment} />
      </Grid.Col>
    </Grid>
  );
}
