'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { fillModes } from '#contracts/augmentation';
import { optionalText } from '../../i18n/translate.ts';
import { ChoiceField, GroupSwitch, NumberField, NumbersField, SwitchField } from './RecipeField.tsx';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

const path = 'augmentation';

/** How training images are varied: every argument of Keras's ImageDataGenerator that a recipe may have. */
export function AugmentationFields({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  return (
    <Stack gap="md">
      <GroupSwitch
        form={form}
        path={path}
        label={t('recipes.augment')}
        description={t('recipes.augmentDescription')}
        preset={{
          rotationRange: 20,
          widthShiftRange: 0.1,
          heightShiftRange: 0.1,
          zoomRange: 0.1,
          horizontalFlip: true,
        }}
      />
      {form.written(path) !== undefined && (
        <>
          <div className={classes.numbers}>
            <NumberField
              form={form}
              path={`${path}.rotationRange`}
              label={t('recipes.rotation')}
              allowDecimal
              step={5}
            />
            <NumberField form={form} path={`${path}.shearRange`} label={t('recipes.shear')} allowDecimal step={5} />
            <NumbersField form={form} path={`${path}.widthShiftRange`} label={t('recipes.widthShift')} />
            <NumbersField form={form} path={`${path}.heightShiftRange`} label={t('recipes.heightShift')} />
            <NumbersField form={form} path={`${path}.zoomRange`} label={t('recipes.zoom')} />
            <ChoiceField
              form={form}
              path={`${path}.fillMode`}
              label={t('recipes.fillMode')}
              data={[...fillModes]}
              note={(mode) => optionalText(t, `recipes.fillModes.${mode}`)}
            />
            {form.value(`${path}.fillMode`) === 'constant' && (
              <NumberField form={form} path={`${path}.cval`} label={t('recipes.cval')} allowDecimal />
            )}
          </div>
          <div className={classes.fields}>
            <SwitchField form={form} path={`${path}.horizontalFlip`} label={t('recipes.horizontalFlip')} />
            <SwitchField form={form} path={`${path}.verticalFlip`} label={t('recipes.verticalFlip')} />
          </div>
        </>
      )}
    </Stack>
  );
}
