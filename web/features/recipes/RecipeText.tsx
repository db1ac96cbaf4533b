'use client';

import { Textarea } from '@mantine/core';
import { withText } from './recipeDraft.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** The recipe as YAML; edits go to the form and back. */
export function RecipeText({ form }: { form: RecipeForm }) {
  return (
    <Textarea
      label="Recipe in YAML"
      description="The same recipe as in the form. Whatever you leave out takes its default."
      autosize
      minRows={18}
      spellCheck={false}
      autoCapitalize="off"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: 1.6 } }}
      value={form.draft.text}
      error={form.draft.textProblem}
      onChange={(event) => {
        const text = event.currentTarget.value;
        form.change((draft) => withText(draft, text));
      }}
    />
  );
}
