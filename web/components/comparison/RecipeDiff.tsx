'use client';

import { SimpleGrid, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { writeYaml } from '../recipes/recipeYaml.ts';
import type { ComparedRun } from './comparison.ts';
import { lineDiff } from './lineDiff.ts';
import classes from './RecipeDiff.module.css';

const signs = { FIRST: '−', SECOND: '+', BOTH: ' ' } as const;

/** The recipes of two runs line by line. */
export function RecipeDiff({ runs, labels }: { runs: ComparedRun[]; labels: ReadonlyMap<string, string> }) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<[string | null, string | null]>([null, null]);
  const find = (id: string | null) => runs.find((run) => run.id === id);
  const first = find(chosen[0]) ?? runs[0]!;
  const second = find(chosen[1]) ?? runs.find((run) => run !== first)!;
  const lines = useMemo(() => lineDiff(yamlOf(first), yamlOf(second)), [first, second]);
  const data = runs.map(({ id }) => ({ value: id, label: labels.get(id) ?? id }));
  return (
    <Section title={t('comparison.diff')} description={t('comparison.diffText')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('comparison.diffFirst')}
          allowDeselect={false}
          data={data}
          value={first.id}
          onChange={(id) => setChosen([id, second.id])}
        />
        <Select
          label={t('comparison.diffSecond')}
          allowDeselect={false}
          data={data}
          value={second.id}
          onChange={(id) => setChosen([first.id, id])}
        />
      </SimpleGrid>
      {lines.every(({ where }) => where === 'BOTH') && (
        <Text size="sm" c="dimmed">
          {t('comparison.noDifferences')}
        </Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className={classes.diff} aria-label={t('comparison.diffLines')} tabIndex={0}>
        {lines.map(({ where, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place.
          <div key={index} className={classes.line} data-where={where}>
            <span aria-hidden="true">{signs[where]} </span>
            {where !== 'BOTH' && <span className="visually-hidden">{t(`comparison.diffWhere.${where}`)}</span>}
            {text}
          </div>
        ))}
      </section>
    </Section>
  );
}

function yamlOf({ recipe }: ComparedRun): string {
  return writeYaml(recipe);
}
