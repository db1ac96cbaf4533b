'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Recipe } from '#contracts/recipe';
import { type Difference, differenceAt, differences } from './differences.ts';
import { nearestRecipe } from './nearestRecipe.ts';
import { problemText, yamlProblemText } from './problemText.ts';
import { type RecipeDraft, withField, withText } from './recipeDraft.ts';
import { withName, withValue } from './recipeEdits.ts';
import { nameOf, type Path, valueAt } from './recipePath.ts';
import { checkFields, type Fix, type Problem, type RecipeTerms } from './recipeProblems.ts';

export interface RecipeForm {
  draft: RecipeDraft;
  terms: RecipeTerms;
  /** What the draft says, defaults filled in, and without its faults. */
  nearest: Recipe;
  /** There when the draft is a recipe, even one that the assignment refuses. */
  recipe?: Recipe;
  /** Everything that keeps it from being submitted. */
  problems: readonly Problem[];
  /** Whether the text is YAML. Else the form shows the last text that was, and takes no edits. */
  isReadable: boolean;
  /** What the draft says at a path, or the default that holds there. */
  value(path: Path): unknown;
  /** The same without defaults. */
  written(path: Path): unknown;
  /** What is wrong at a path. */
  problem(path: Path): Problem | undefined;
  /** The same in words. */
  error(path: Path): string | undefined;
  /** With `goesOn` the edit belongs to the one before: both are undone together. */
  set(path: Path, value: unknown, goesOn?: boolean): void;
  /** For edits that change several fields together. */
  change(edit: (draft: RecipeDraft) => RecipeDraft, goesOn?: boolean): void;
  mend(fix: Fix): void;
  /** Where it differs from the starter. */
  differences: readonly Difference[];
  difference(path: Path): Difference | undefined;
  takeBack(difference: Difference): void;
  /** Takes the last edit back; undefined when there is none. */
  undo?: () => void;
}

/** Edits that can be undone. */
const mostRemembered = 100;

/**
 * The state of a recipe form, which begins with `begin`. Differences are those from `starter`, where there
 * is one. `keep` is told every draft.
 */
export function useRecipeForm(
  begin: () => RecipeDraft,
  starter: unknown,
  terms: RecipeTerms,
  keep?: (text: string) => void,
): RecipeForm {
  const t = useTranslations();
  const [states, setStates] = useState<readonly RecipeDraft[]>(() => [begin()]);
  const draft = states.at(-1)!;
  const { recipe, problems } = useMemo(() => {
    const { recipe, problems } = checkFields(draft.fields, terms);
    const { textProblem } = draft;
    if (!textProblem) return { recipe, problems };
    const unreadable: Problem = { path: 'recipe', message: yamlProblemText(t, textProblem) };
    return { recipe, problems: [unreadable] };
  }, [draft, terms, t]);
  const nearest = useMemo(() => recipe ?? nearestRecipe(draft.fields), [recipe, draft.fields]);
  const found = useMemo(
    () => (starter === undefined ? [] : differences(nearestRecipe(starter), nearest)),
    [starter, nearest],
  );
  const change = (edit: (draft: RecipeDraft) => RecipeDraft, goesOn = false) => {
    const next = edit(draft);
    if (next.text === draft.text) return;
    setStates((before) => [...(goesOn ? before.slice(0, -1) : before.slice(-mostRemembered)), next]);
    keep?.(next.text);
  };
  const changeText = (edit: (text: string) => string) => change((before) => withText(before, edit(before.readable)));
  const problem = (path: Path) => problems.find((some) => some.path === nameOf(path));
  const isReadable = draft.textProblem === undefined;
  return {
    draft,
    terms,
    nearest,
    ...(recipe && { recipe }),
    problems,
    isReadable,
    value: (path) => valueAt(draft.fields, path) ?? valueAt(nearest, path),
    written: (path) => valueAt(draft.fields, path),
    problem,
    error(path) {
      const there = problem(path);
      return there && problemText(t, there);
    },
    set: (path, value, goesOn) => change((before) => withField(before, path, value), goesOn),
    change,
    mend(fix) {
      if (fix.kind === 'replace') change((before) => withField(before, fix.path, fix.value));
      else if (fix.kind === 'rename') changeText((text) => withName(text, fix.path, fix.name));
      else {
        const moved = valueAt(draft.fields, fix.path);
        changeText((text) => withValue(withValue(text, fix.path, undefined), fix.to, moved));
      }
    },
    differences: found,
    difference: (path) => differenceAt(found, path),
    takeBack: ({ path, from }) => change((before) => withField(before, path, from)),
    ...(states.length > 1 && {
      undo() {
        setStates((before) => before.slice(0, -1));
        keep?.(states.at(-2)!.text);
      },
    }),
  };
}
