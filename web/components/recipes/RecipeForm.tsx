'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { allowedSchema } from '#contracts/assignment';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { forgetDraft, type KeptDraft, keepDraft, readKeptDraft } from './draftStore.ts';
import { RecipeEditor } from './RecipeEditor.tsx';
import { draftOf, draftOfText, type RecipeDraft, withText } from './recipeDraft.ts';
import type { RecipeTerms } from './recipeProblems.ts';
import { SubmitCard } from './SubmitCard.tsx';
import { useRecipeForm } from './useRecipeForm.ts';

interface RecipeFormProps {
  assignment: AssignmentQuery['assignment'];
  personId: string;
  /** What the form begins with instead of the starter: an earlier run's recipe, or the text that a link brings. */
  brought?: { source: string; recipe: unknown } | { source: string; text: string } | undefined;
}

/** A recipe as a form and as YAML, and the button that submits it. What is written survives a reload. */
export function RecipeForm({ assignment, personId, brought }: RecipeFormProps) {
  const t = useTranslations();
  const formats = useFormats();
  const place = { personId, assignmentId: assignment.id, source: brought?.source };
  const { starterRecipe, course, datasetVersion } = assignment;
  const terms = useMemo<RecipeTerms>(
    () => ({
      allowed: allowedSchema.parse(assignment.allowed),
      classNames: datasetVersion.classNames,
      published: course.publishedWeights,
    }),
    [assignment.allowed, datasetVersion.classNames, course.publishedWeights],
  );
  const [fresh] = useState<RecipeDraft>(() => {
    if (!brought) return draftOf(starterRecipe);
    return 'text' in brought ? draftOfText(brought.text) : draftOf(brought.recipe);
  });
  const [kept, setKept] = useState<KeptDraft | null>(() => {
    const found = readKeptDraft(place);
    return found && found.text !== fresh.text ? found : null;
  });
  const form = useRecipeForm(
    () => (kept ? withText(fresh, kept.text) : fresh),
    starterRecipe,
    terms,
    (text) => keepDraft(place, text),
  );
  const startOver = () => {
    form.change((draft) => withText(draft, fresh.text));
    forgetDraft(place);
    setKept(null);
  };
  return (
    <>
      {kept && (
        <Alert
          color="blue"
          role="status"
          withCloseButton
          closeButtonLabel={t('page.close')}
          onClose={() => setKept(null)}
        >
          <Group gap="sm">
            <Text size="sm">{t('recipes.keptDraft', { moment: formats.moment(kept.at) })}</Text>
            <Button size="compact-sm" variant="light" onClick={startOver}>
              {brought ? t('recipes.startOver') : t('recipes.backToStarter')}
            </Button>
          </Group>
        </Alert>
      )}
      <RecipeEditor
        form={form}
        starter={starterRecipe}
        published={course.publishedWeights}
        datasetVersionId={datasetVersion.id}
      >
        <SubmitCard form={form} assignment={assignment} onSubmitted={() => forgetDraft(place)} />
      </RecipeEditor>
    </>
  );
}
