'use client';

import { Stack, Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Allowed } from '#contracts/assignment';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { BackboneFields } from './BackboneFields.tsx';
import { HeadFields } from './HeadFields.tsx';
import { RecipeText } from './RecipeText.tsx';
import { TrainingFields } from './TrainingFields.tsx';
import type { RecipeForm } from './useRecipeForm.ts';

export interface RecipeEditorProps {
  form: RecipeForm;
  allowed: Allowed;
  /** What the course has published. */
  published: readonly WeightsChoiceFragment[];
  /** How many classes the dataset has. */
  classes: number;
}

/** A recipe as a form and as YAML: for a run, and for what an assignment's form starts from. */
export function RecipeEditor({ form, allowed, published, classes }: RecipeEditorProps) {
  const t = useTranslations();
  return (
    <Tabs defaultValue="form" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="form">{t('recipes.form')}</Tabs.Tab>
        <Tabs.Tab value="yaml">{t('recipes.yaml')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="form">
        <Stack gap="lg">
          <Section title={t('recipes.backbone')}>
            <BackboneFields form={form} allowed={allowed} published={published} />
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
  );
}
