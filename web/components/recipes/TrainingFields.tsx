'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { monitors } from '#contracts/training';
import { OptimizerFields } from './OptimizerFields.tsx';
import { ChoiceField, GroupSwitch, NumberField, SwitchField } from './RecipeField.tsx';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

/** How the first stage trains, and what holds for all of them. */
export function TrainingFields({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const { allowed } = form.terms;
  return (
    <Stack gap="md">
      <OptimizerFields form={form} path="optimizer" />
      <div className={classes.numbers}>
        <NumberField form={form} path="training.epochs" label={t('recipes.epochs')} limit={allowed.maxEpochs} />
        <NumberField
          form={form}
          path="training.batchSize"
          label={t('recipes.batchSize')}
          limit={allowed.maxBatchSize}
        />
        <NumberField
          form={form}
          path="training.stepsPerEpoch"
          label={t('recipes.stepsPerEpoch')}
          placeholder={t('recipes.wholePass')}
        />
        <NumberField
          form={form}
          path="training.validationSteps"
          label={t('recipes.validationSteps')}
          placeholder={t('recipes.allImages')}
        />
        <NumberField
          form={form}
          path="training.labelSmoothing"
          label={t('recipes.labelSmoothing')}
          allowDecimal
          step={0.05}
        />
        <NumberField form={form} path="seed" label={t('recipes.seed')} />
      </div>
      <SwitchField
        form={form}
        path="training.shuffle"
        label={t('recipes.shuffle')}
        description={t('recipes.shuffleDescription')}
      />
      <ClassWeights form={form} />
      <EarlyStopping form={form} />
      <ReduceLearningRate form={form} />
    </Stack>
  );
}

function EarlyStopping({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const path = 'training.earlyStopping';
  return (
    <Stack gap="sm">
      <GroupSwitch
        form={form}
        path={path}
        label={t('recipes.earlyStopping')}
        description={t('recipes.earlyStoppingDescription')}
        preset={{ patience: 5, restoreBestWeights: true }}
      />
      {form.written(path) !== undefined && (
        <div className={classes.group}>
          <div className={classes.numbers}>
            <Monitor form={form} path={`${path}.monitor`} />
            <NumberField form={form} path={`${path}.patience`} label={t('recipes.patience')} />
            <NumberField
              form={form}
              path={`${path}.minDelta`}
              label={t('recipes.minDelta')}
              allowDecimal
              step={0.001}
            />
          </div>
          <SwitchField
            form={form}
            path={`${path}.restoreBestWeights`}
            label={t('recipes.restoreBestWeights')}
            description={t('recipes.restoreBestWeightsDescription')}
          />
        </div>
      )}
    </Stack>
  );
}

function ReduceLearningRate({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const path = 'training.reduceLrOnPlateau';
  return (
    <Stack gap="sm">
      <GroupSwitch
        form={form}
        path={path}
        label={t('recipes.reduceLr')}
        description={t('recipes.reduceLrDescription')}
        preset={{ factor: 0.5, patience: 3 }}
      />
      {form.written(path) !== undefined && (
        <div className={classes.group}>
          <div className={classes.numbers}>
            <Monitor form={form} path={`${path}.monitor`} />
            <NumberField form={form} path={`${path}.factor`} label={t('recipes.factor')} allowDecimal step={0.1} />
            <NumberField form={form} path={`${path}.patience`} label={t('recipes.patience')} />
            <NumberField
              form={form}
              path={`${path}.minDelta`}
              label={t('recipes.minDelta')}
              allowDecimal
              step={0.0001}
            />
            <NumberField form={form} path={`${path}.cooldown`} label={t('recipes.cooldown')} />
            <NumberField form={form} path={`${path}.minLr`} label={t('recipes.minLr')} allowDecimal step={0.00001} />
          </div>
        </div>
      )}
    </Stack>
  );
}

function Monitor({ form, path }: { form: RecipeForm; path: string }) {
  const t = useTranslations();
  return (
    <ChoiceField
      form={form}
      path={path}
      label={t('recipes.monitor')}
      data={monitors.map((monitor) => ({ value: monitor, label: t(`recipes.monitors.${monitor}`) }))}
    />
  );
}

/** How much an image of each class of the dataset counts in the training loss. */
function ClassWeights({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const path = 'training.classWeight';
  const { classNames } = form.terms;
  return (
    <Stack gap="sm">
      <GroupSwitch
        form={form}
        path={path}
        label={t('recipes.classWeight')}
        description={t('recipes.classWeightDescription')}
        preset={{ [classNames[0] ?? '']: 2 }}
      />
      {form.written(path) !== undefined && (
        <div className={classes.group}>
          <div className={classes.numbers}>
            {classNames.map((name) => (
              <NumberField
                key={name}
                form={form}
                path={['training', 'classWeight', name]}
                label={name}
                placeholder="1"
                allowDecimal
                step={0.5}
              />
            ))}
          </div>
          <Text size="xs" c="dimmed" mt="xs">
            {t('recipes.classWeightEmpty')}
          </Text>
        </div>
      )}
    </Stack>
  );
}
