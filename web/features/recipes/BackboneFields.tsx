'use client';

import { Alert, SimpleGrid } from '@mantine/core';
import type { Allowed } from '#contracts/assignment';
import { type BackboneName, backboneNames, backbones } from '#contracts/backbones';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { byFamily, preprocessingNotes } from './backboneChoices.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { FreezeField } from './FreezeField.tsx';
import { NumberField } from './NumberField.tsx';
import { withBackbone, withWeights } from './recipeDraft.ts';
import type { RecipeForm } from './useRecipeForm.ts';
import { weightsChoices, weightsNote } from './weightsChoices.ts';

const isBackboneName = (name: unknown): name is BackboneName => backboneNames.includes(name as BackboneName);

interface BackboneFieldsProps {
  form: RecipeForm;
  allowed: Allowed;
  /** What the course of the assignment has published. */
  published: readonly WeightsChoiceFragment[];
}

export function BackboneFields({ form, allowed, published }: BackboneFieldsProps) {
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
        label="Backbone"
        description={backbone === 'CNN' ? 'A small network, trained from scratch' : 'A network of Keras applications'}
        data={byFamily(allowed.backbones ?? backboneNames)}
        searchable
        onChoose={(name) => form.change((draft) => withBackbone(draft, name as BackboneName))}
      />
      <ChoiceField
        form={form}
        path="weights"
        label="Weights"
        description={weightsNote(form.value('weights'), published)}
        data={weightsChoices(backbone, published, allowed)}
        onChoose={(weights) => form.change((draft) => withWeights(draft, weights))}
      />
      <NumberField form={form} path="inputSize" label="Input size" description="Pixels of a side" />
      <ChoiceField
        form={form}
        path="interpolation"
        label="Resizing"
        description="How images reach that size"
        data={['nearest', 'bilinear']}
      />
      <ChoiceField
        form={form}
        path="preprocessing"
        label="Preprocessing"
        description="What pixel values become"
        data={[
          { value: 'rescale', label: 'rescale: x / 255' },
          { value: 'backbone', label: preprocessingNotes[backbones[backbone].preprocessInput] },
        ]}
      />
      <FreezeField form={form} backbone={backbone} />
      {allowed.precisions?.includes('int8') && (
        <ChoiceField
          form={form}
          path="precision"
          label="Frozen part’s numbers"
          description="int8 is quicker and rounds, by 2 % at most"
          data={allowed.precisions}
        />
      )}
    </SimpleGrid>
  );
}
