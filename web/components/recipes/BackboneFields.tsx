'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type BackboneName, backboneNames, backbones, preprocessings } from '#contracts/backbones';
import { interpolations, precisions } from '#contracts/recipe';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { byFamily, choicesOf, weightsChoices, weightsNote } from './choices.ts';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import { withBackbone, withWeights } from './recipeDraft.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

/** The network, its weights, and how images come into it. */
export function BackboneFields({
  form,
  published,
  notice,
}: {
  form: RecipeForm;
  /** What the course of the assignment has published. */
  published: readonly WeightsChoiceFragment[];
  /** What is to be said of the weights. */
  notice: ReactNode;
}) {
  const t = useTranslations();
  const { allowed } = form.terms;
  const { backbone } = form.nearest;
  const isAllowed = (name: BackboneName) => allowed.backbones?.includes(name) ?? true;
  const backboneChoices = byFamily(backboneNames).map(({ group, items }) => ({
    group,
    items: items.map((name) => ({
      value: name,
      label: isAllowed(name) ? name : t('recipes.notAllowedHere', { name }),
      disabled: !isAllowed(name),
    })),
  }));
  const preprocessingNote = (name: unknown) =>
    t(`recipes.preprocessingNotes.${name === 'backbone' ? backbones[backbone].preprocessInput : 'rescale'}`);
  return (
    <div className={classes.fields}>
      <ChoiceField
        form={form}
        path="backbone"
        label={t('recipes.backbone')}
        description={backbone === 'CNN' ? t('recipes.backboneCnn') : t('recipes.backboneApplication')}
        data={backboneChoices}
        searchable
        onChoose={(name) => form.change((draft) => withBackbone(draft, name as BackboneName))}
      />
      <ChoiceField
        form={form}
        path="weights"
        label={t('recipes.weights')}
        description={weightsNote(form.value('weights'), published, t)}
        data={weightsChoices(backbone, form.terms, t)}
        onChoose={(weights) => form.change((draft) => withWeights(draft, weights))}
      />
      <div className={classes.wide}>{notice}</div>
      <NumberField
        form={form}
        path="inputSize"
        label={t('recipes.inputSize')}
        description={t('recipes.inputSizeDescription')}
        limit={allowed.maxInputSize}
        step={32}
      />
      <ChoiceField
        form={form}
        path="interpolation"
        label={t('recipes.interpolation')}
        description={t('recipes.interpolationDescription')}
        data={[...interpolations]}
      />
      <ChoiceField
        form={form}
        path="preprocessing"
        label={t('recipes.preprocessing')}
        description={preprocessingNote(form.value('preprocessing'))}
        data={[...preprocessings]}
        note={preprocessingNote}
      />
      <ChoiceField
        form={form}
        path="precision"
        label={t('recipes.precision')}
        description={t('recipes.precisionDescription')}
        data={choicesOf(precisions, allowed.precisions ?? ['float32'], t)}
      />
    </div>
  );
}
