'use client';

import { List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RecipeIssue } from '#contracts/recipe';
import { FixButton } from './FieldFrame.tsx';
import { problemText } from './problemText.ts';
import type { Problem } from './recipeProblems.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** What keeps a recipe from being submitted, by field, each with what would mend it. */
export function ProblemList({ form, problems }: { form?: RecipeForm; problems: readonly (Problem | RecipeIssue)[] }) {
  const t = useTranslations();
  return (
    <List size="sm" spacing={6}>
      {problems.map((problem) => (
        <List.Item key={`${problem.path} ${problem.message}`}>
          {problem.path !== 'recipe' && (
            <Text span size="sm" fw={650}>
              {problem.path}:{' '}
            </Text>
          )}
          {problemText(t, problem)}
          {form && 'fix' in problem && problem.fix && (
            <div>
              <FixButton form={form} fix={problem.fix} />
            </div>
          )}
        </List.Item>
      ))}
    </List>
  );
}
