'use client';

import { Alert, SimpleGrid } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Allowed } from '#contracts/assignment';
import { type BackboneName, backboneNames, backbones, preprocessings } from '#contracts/backbones';
import { interpolations } from '#contracts/recipe';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { byFamily, weightsChoices, weightsNote } from './choices.ts';
import { FreezeField } from './FreezeField.tsx';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import { withBackbone, withWeights } from './recipeDraft.ts';
import type { RecipeForm } from './useRecipeForm.ts';

const isBackboneName = (name: unknown): name is BackboneName => backboneNames.includes(name as BackboneName);

interface BackboneFieldsProps {
  form: RecipeForm;
  allowed: Allowed;
  /** What the course of the assignment has published. */
  published: readonly WeightsChoiceFragment[];
}

export function BackboneFields({ form, allowed, published }: BackboneFieldsProps) {
  const t = useTranslations();
  const backbone = form.value('backbone');
  if (!isBackboneName(backbone))
    return (
      <Alert color="red" role="alert">
        {form.error('backbone')}
      </Alert>
    );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <ChoiceField
        form={form}
        path="backbone"
        label={t('recipes.backbone')}
        description={backbone === 'CNN' ? t('recipes.backboneCnn') : t('recipes.backboneApplication')}
        data={byFamily(allowed.backbones ?? backboneNames)}
        searchable
        onChoose={(name) => form.change((draft) => withBackbone(draft, name as BackboneName))}
      />
      <ChoiceField
        form={form}
        path="weights"
        label={t('recipes.weights')}
        description={weightsNote(form.value('weights'), published, t)}
        data={weightsChoices(backbone, published, allowed)}
        onChoose={(weights) => form.change((draft) => withWeights(draft, weights))}
      />
      <NumberField
        form={form}
        path="inputSize"
        label={t('recipes.inputSize')}
        description={t('recipes.inputSizeDescription')}
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
        description={t('recipes.preprocessingDescription')}
        data={preprocessings.map((name) => ({
          value: name,
          label:
            name === 'backbone'
              ? t(`recipes.preprocessingBackbone.${backbones[backbone].preprocessInput}`)
              : t('recipes.preprocessingRescale'),
        }))}
      />
      <FreezeField form={form} backbone={backbone} />
      {allowed.precisions?.includes('int8') && (
        <ChoiceField
          form={form}
          path="precision"
          label={t('recipes.precision')}
          description={t('recipes.precisionDescription')}
          data={allowed.precisions}
        />
      )}
    </SimpleGrid>
  );
}
