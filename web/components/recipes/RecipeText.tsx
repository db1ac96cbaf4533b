'use client';

import { Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { withText } from './recipeDraft.ts';
import { yamlProblemText } from './recipeYaml.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** The recipe as YAML; edits go to the form and back. */
export function RecipeText({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const { text, textProblem } = form.draft;
  return (
    <Textarea
      label={t('recipes.yamlLabel')}
      description={t('recipes.yamlDescription')}
      autosize
      minRows={18}
      spellCheck={false}
      autoCapitalize="off"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: 1.6 } }}
      value={text}
      error={textProblem && yamlProblemText(textProblem, t)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        form.change((draft) => withText(draft, text));
      }}
    />
  );
}
