'use client';

import { Table } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { layersOf } from '#contracts/layers';
import type { Recipe } from '#contracts/recipe';
import classes from './recipes.module.css';

/** All layers of a recipe's network, as Keras's `summary()` prints them. */
export function LayerList({ recipe, classes: count }: { recipe: Recipe; classes: number }) {
  const t = useTranslations();
  const layers = useMemo(() => layersOf(recipe, count), [recipe, count]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys.
    <section className={classes.layers} aria-label={t('recipes.layers')} tabIndex={0}>
      <Table stickyHeader fz="xs" verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('recipes.layerColumns.layer')}</Table.Th>
            <Table.Th>{t('recipes.layerColumns.shape')}</Table.Th>
            <Table.Th ta="right">{t('recipes.layerColumns.params')}</Table.Th>
            <Table.Th>{t('recipes.layerColumns.trained')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {layers.map(({ name, className, shape, params, isTrained }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {`${name} (${className})`}
              </Table.Th>
              <Table.Td>{t('recipes.layerShape', { shape: shape.join(', ') })}</Table.Td>
              <Table.Td ta="right">{params.toLocaleString('en')}</Table.Td>
              <Table.Td>{params === 0 ? '' : isTrained ? t('recipes.isTrained') : t('recipes.isFrozen')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
