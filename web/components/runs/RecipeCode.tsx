'use client';

import { Button, Code, CopyButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../page/Section.tsx';
import { useSeen } from '../page/useSeen.ts';
import { useYaml } from '../recipes/useYaml.ts';

/** Pixels that most recipes take. */
const usualHeight = 180;

/** A run's whole recipe, to read and to copy. What writes YAML loads when somebody comes to it. */
export function RecipeCode({ recipe }: { recipe: unknown }) {
  const t = useTranslations();
  const [ref, seen] = useSeen<HTMLDivElement>();
  const text = useYaml(recipe, seen);
  return (
    <Section
      title={t('runs.recipe')}
      actions={
        <CopyButton value={text ?? ''}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy} disabled={text === undefined}>
              {copied ? t('page.copied') : t('page.copy')}
            </Button>
          )}
        </CopyButton>
      }
    >
      <div ref={ref} style={{ minHeight: text === undefined ? usualHeight : undefined }}>
        <Code block style={{ whiteSpace: 'pre-wrap' }} tabIndex={0} role="group" aria-label={t('recipes.yamlLabel')}>
          {text}
        </Code>
      </div>
    </Section>
  );
}
