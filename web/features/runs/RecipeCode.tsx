'use client';

import { Button, Code, CopyButton } from '@mantine/core';
import { useMemo } from 'react';
import { parseRecipe } from '#contracts/recipe';
import { writeYaml } from '../recipes/recipeYaml.ts';
import { Section } from '../shell/Section.tsx';

/**
 * A run's whole recipe, to read and to copy. Parsing it brings its fields back into their order, which the database
 * does not keep.
 */
export function RecipeCode({ recipe }: { recipe: unknown }) {
  const text = useMemo(() => writeYaml(parseRecipe(recipe).recipe ?? recipe), [recipe]);
  return (
    <Section
      title="Recipe"
      actions={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      }
    >
      <Code block style={{ whiteSpace: 'pre-wrap' }} tabIndex={0} aria-label="Recipe in YAML">
        {text}
      </Code>
    </Section>
  );
}
