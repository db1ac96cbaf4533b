'use client';

import { Button, Code, CopyButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { parseRecipe } from '#contracts/recipe';
import { Section } from '../page/Section.tsx';
import { writeYaml } from '../recipes/recipeYaml.ts';

/** A run's whole recipe, to read and to copy. */
export function RecipeCode({ recipe }: { recipe: unknown }) {
  const t = useTranslations();
  const text = useMemo(() => writeYaml(parseRecipe(recipe).recipe ?? recipe), [recipe]);
  return (
    <Section
      title={t('runs.recipe')}
      actions={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t('page.copied') : t('page.copy')}
            </Button>
          )}
        </CopyButton>
      }
    >
      <Code block style={{ whiteSpace: 'pre-wrap' }} tabIndex={0} aria-label={t('recipes.yamlLabel')}>
        {text}
      </Code>
    </Section>
  );
}
