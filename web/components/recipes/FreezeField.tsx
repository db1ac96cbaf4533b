'use client';

import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { backbones } from '#contracts/backbones';
import { blocksOf } from '#contracts/blocks';
import { freezeSchema, freezeWords } from '#contracts/stages';
import { optionalText } from '../../i18n/translate.ts';
import { NetworkDrawing } from '../networks/NetworkDrawing.tsx';
import { useFormats } from '../page/formats.ts';
import { FieldFrame, FixButton } from './FieldFrame.tsx';
import { cutAmongBlocks, freezeOfBlocks, lastBlockTrained } from './freezing.ts';
import { optionWithNote } from './RecipeField.tsx';
import { nameOf, type Path, valueAt } from './recipePath.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

const choices = ['all', 'before', 'none'] as const;

interface FreezeFieldProps {
  form: RecipeForm;
  /** Of the recipe's own `freeze`, or of a stage's. */
  path: Path;
  /** What the drawing is of. */
  drawing: string;
}

/** Which part of the backbone keeps its weights: a drawing with a movable cut, and the same in words. */
export function FreezeField({ form, path, drawing }: FreezeFieldProps) {
  const t = useTranslations();
  const formats = useFormats();
  const { backbone, weights } = form.nearest;
  const { layers } = backbones[backbone];
  const blocks = useMemo(() => blocksOf(backbone), [backbone]);
  const written = freezeSchema.safeParse(valueAt(form.nearest, path)).data ?? 'none';
  const cut = cutAmongBlocks(backbone, written);
  const freeze = form.value(path);
  const beforePath = `${nameOf(path)}.before`;
  const before = form.value(beforePath);
  // The API refuses it for the first stage only; a later one may freeze what the first one trained.
  const isFixed = weights === 'random' && nameOf(path) === 'freeze';
  const choose = (choice: string | null) =>
    form.set(path, choice === 'before' ? lastBlockTrained(backbone) : (choice ?? 'none'));
  const isBefore = typeof freeze === 'object';
  const layerProblem = form.problem(beforePath);
  return (
    <Stack gap="sm">
      <NetworkDrawing
        blocks={blocks}
        frozen={cut.frozen}
        inside={cut.inside}
        label={drawing}
        fixed={isFixed || !form.isReadable}
        onFrozen={(frozen, goesOn) => form.set(path, freezeOfBlocks(blocks, frozen), goesOn)}
      />
      {form.undo && (
        <Group>
          <Button size="compact-xs" variant="subtle" onClick={form.undo}>
            {t('recipes.oneStepBack')}
          </Button>
        </Group>
      )}
      {isFixed && (
        <Text size="xs" c="dimmed">
          {t('recipes.randomHasNoCut')}
        </Text>
      )}
      {cut.inside && (
        <Text size="xs" c="dimmed" component="div">
          {t('recipes.cutInside', { block: blocks[cut.frozen]?.name ?? '' })}{' '}
          <Button size="compact-xs" variant="light" onClick={() => form.set(path, freezeOfBlocks(blocks, cut.frozen))}>
            {t('recipes.cutAtBlock')}
          </Button>
        </Text>
      )}
      <div className={classes.fields}>
        <FieldFrame form={form} path={path} label={t('recipes.freeze')}>
          <Select
            label={t('recipes.freeze')}
            description={t('recipes.freezeDescription')}
            data={choices.map((choice) => ({
              value: choice,
              label: t(`recipes.freezeChoices.${choice}`),
              disabled: isFixed && choice !== 'none',
            }))}
            allowDeselect={false}
            disabled={!form.isReadable}
            renderOption={optionWithNote((choice) => optionalText(t, `recipes.freezeNotes.${choice}`))}
            value={isBefore ? 'before' : freezeWords.some((word) => word === freeze) ? String(freeze) : null}
            error={form.error(path)}
            onChange={choose}
          />
        </FieldFrame>
        {isBefore && (
          <div className={classes.field}>
            <Select
              label={t('recipes.freezeLayer')}
              description={t('recipes.freezeLayerDescription')}
              searchable
              limit={60}
              allowDeselect={false}
              disabled={!form.isReadable}
              data={layers.slice(1).map(({ name }) => name)}
              renderOption={optionWithNote((name) => {
                const layer = layers.find((one) => one.name === name);
                return layer && `${layer.className} · ${formats.count(layer.params)}`;
              })}
              value={typeof before === 'string' ? before : null}
              error={form.error(beforePath)}
              onChange={(name) => name !== null && form.set(beforePath, name)}
            />
            {layerProblem?.fix && <FixButton form={form} fix={layerProblem.fix} />}
          </div>
        )}
      </div>
    </Stack>
  );
}
