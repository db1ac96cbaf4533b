'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Allowed } from '#contracts/assignment';
import { type CheckedDraft, checkDraft, draftOf, type RecipeDraft, withField } from './recipeDraft.ts';
import { valueAt } from './recipePath.ts';

export interface RecipeForm extends CheckedDraft {
  draft: RecipeDraft;
  /** What the draft holds at a path. */
  value(path: string): unknown;
  /** What is wrong at a path. */
  error(path: string): string | undefined;
  set(path: string, value: unknown): void;
  /** For edits that change several fields together. */
  change(edit: (draft: RecipeDraft) => RecipeDraft): void;
}

/** The state of a recipe form, which starts from `starter`. */
export function useRecipeForm(starter: unknown, allowed: Allowed): RecipeForm {
  const t = useTranslations();
  const [draft, change] = useState(() => draftOf(starter));
  const { recipe, issues } = useMemo(() => checkDraft(draft, allowed, t), [draft, allowed, t]);
  return {
    draft,
    recipe,
    issues,
    value: (path) => valueAt(draft.fields, path),
    error: (path) => issues.find((issue) => issue.path === path)?.message,
    set: (path, value) => change((before) => withField(before, path, value)),
    change,
  };
}
