'use client';

import { Alert, Skeleton, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, ReactNode } from 'react';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { AugmentationFields } from './AugmentationFields.tsx';
import { BackboneFields } from './BackboneFields.tsx';
import { FreezeField } from './FreezeField.tsx';
import { HeadFields } from './HeadFields.tsx';
import { ParameterSummary } from './ParameterSummary.tsx';
import { ProblemList } from './ProblemList.tsx';
import { RecipeText } from './RecipeText.tsx';
import { RecipeToolbar } from './RecipeToolbar.tsx';
import classes from './recipes.module.css';
import { StageFields } from './StageFields.tsx';
import { TrainingFields } from './TrainingFields.tsx';
import type { RecipeForm } from './useRecipeForm.ts';
import { type Replaced, WeightsNotice } from './WeightsNotice.tsx';

const AugmentationPreview = dynamic(
  () => import('./AugmentationPreview.tsx').then((module) => module.AugmentationPreview),
  { ssr: false, loading: () => <Skeleton height={160} /> },
);

interface RecipeEditorProps {
  form: RecipeForm;
  /** What "back to the starter" goes back to; undefined where there is nothing to compare with. */
  starter: unknown;
  /** What the course has published. */
  published: readonly WeightsChoiceFragment[];
  /** Whose training images show the augmentation. */
  datasetVersionId: string | undefined;
  /** What was replaced in a recipe that a link brought. */
  replaced?: Replaced | undefined;
  /** Below the text, beside the form. */
  children?: ReactNode;
}

/** A recipe as a form and as YAML, side by side: for a run, and for what an assignment's form starts from. */
export function RecipeEditor({ form, starter, published, datasetVersionId, replaced, children }: RecipeEditorProps) {
  const t = useTranslations();
  const notice = <WeightsNotice form={form} starter={starter} replaced={replaced} />;
  return (
    <Stack gap="md" className={classes.builder} onKeyDown={(event) => undoByKey(event, form)}>
      <RecipeToolbar form={form} starter={starter} />
      <div className={classes.columns}>
        <fieldset className={classes.form} aria-label={t('recipes.form')} disabled={!form.isReadable}>
          <Stack gap="lg">
            {!form.isReadable && (
              <Alert color="orange" role="status">
                {t('recipes.formWaits')}
              </Alert>
            )}
            <Section title={t('recipes.backbone')}>
              <BackboneFields form={form} published={published} notice={notice} />
            </Section>
            <Section title={t('recipes.whatIsTrained')} description={t('recipes.whatIsTrainedText')}>
              <FreezeField form={form} path="freeze" drawing={t('recipes.drawing')} />
              <ParameterSummary recipe={form.nearest} classes={form.terms.classNames.length} />
            </Section>
            <Section title={t('recipes.head')}>
              <HeadFields form={form} />
            </Section>
            <Section title={t('recipes.augmentation')}>
              <AugmentationFields form={form} />
              {datasetVersionId !== undefined && (
                <AugmentationPreview recipe={form.nearest} datasetVersionId={datasetVersionId} />
              )}
            </Section>
            <Section title={t('recipes.training')}>
              <TrainingFields form={form} />
            </Section>
            <Section title={t('recipes.stages')} description={t('recipes.stagesText')}>
              <StageFields form={form} />
            </Section>
          </Stack>
        </fieldset>
        <Stack gap="md" className={classes.beside}>
          <RecipeText form={form} />
          {form.problems.length > 0 && (
            <Alert color="orange" title={t('recipes.issues')} role="status">
              <ProblemList form={form} problems={form.problems} />
            </Alert>
          )}
          {children}
        </Stack>
      </div>
    </Stack>
  );
}

/** Ctrl+Z takes the last edit back, but for text fields, whose own undo it is. */
function undoByKey(event: KeyboardEvent, { undo }: RecipeForm): void {
  if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const { target } = event;
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type === 'text' && !target.readOnly);
  if (isText || !undo) return;
  event.preventDefault();
  undo();
}
