'use client';

import { Button, Group, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { yamlProblemText } from './problemText.ts';
import { withText } from './recipeDraft.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

/** The recipe as YAML; edits go to the form and back. */
export function RecipeText({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const { text, textProblem, readable } = form.draft;
  return (
    <div>
      <Textarea
        label={t('recipes.yamlLabel')}
        description={t('recipes.yamlDescription')}
        className={classes.text}
        autosize
        minRows={12}
        maxRows={26}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        value={text}
        error={textProblem && yamlProblemText(t, textProblem)}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value;
          form.change((draft) => withText(draft, next));
        }}
      />
      {textProblem && (
        <Group gap="xs" mt="xs">
          <Button size="compact-xs" variant="light" onClick={() => form.change((draft) => withText(draft, readable))}>
            {t('recipes.lastReadable')}
          </Button>
        </Group>
      )}
    </div>
  );
}
