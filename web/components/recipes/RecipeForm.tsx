'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { allowedSchema } from '#contracts/assignment';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { forgetDraft, type KeptDraft, keepDraft, readKeptDraft } from './draftStore.ts';
import { nearestRecipe } from './nearestRecipe.ts';
import { RecipeEditor } from './RecipeEditor.tsx';
import { draftOf, draftOfText, type RecipeDraft, withText } from './recipeDraft.ts';
import type { RecipeTerms } from './recipeProblems.ts';
import { SubmitCard } from './SubmitCard.tsx';
import { substituteFor, withSubstitute } from './substitute.ts';
import { useRecipeForm } from './useRecipeForm.ts';
import type { Replaced } from './WeightsNotice.tsx';

interface RecipeFormProps {
  assignment: AssignmentQuery['assignment'];
  /** Weights that the site cannot get. */
  missing: AssignmentQuery['missingWeights'];
  personId: string;
  /** What the form begins with instead of the starter: an earlier run's recipe, or the text that a link brings. */
  brought?: { source: string; recipe: unknown } | { source: string; text: string } | undefined;
}

/** A recipe as a form and as YAML, and the button that submits it. What is written survives a reload. */
export function RecipeForm({ assignment, missing, personId, brought }: RecipeFormProps) {
  const t = useTranslations();
  const formats = useFormats();
  const place = { personId, assignmentId: assignment.id, source: brought?.source };
  const { starterRecipe, course, datasetVersion } = assignment;
  const terms = useMemo<RecipeTerms>(
    () => ({
      allowed: allowedSchema.parse(assignment.allowed),
      classNames: datasetVersion.classNames,
      published: course.publishedWeights,
      missing,
    }),
    [assignment.allowed, datasetVersion.classNames, course.publishedWeights, missing],
  );
  const [{ fresh, replaced }] = useState<{ fresh: RecipeDraft; replaced?: Replaced }>(() => {
    if (!brought) return { fresh: draftOf(starterRecipe) };
    return 'text' in brought ? linked(brought.text, starterRecipe, terms) : { fresh: draftOf(brought.recipe) };
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
        replaced={replaced}
      >
        <SubmitCard form={form} assignment={assignment} onSubmitted={() => forgetDraft(place)} />
      </RecipeEditor>
    </>
  );
}

/** A recipe that a link brings, with weights that the site can get. What was replaced is said at the weights. */
function linked(text: string, starter: unknown, terms: RecipeTerms): { fresh: RecipeDraft; replaced?: Replaced } {
  const draft = draftOfText(text);
  const recipe = nearestRecipe(draft.fields);
  const by = draft.textProblem ? undefined : substituteFor(recipe, starter, terms);
  if (!by) return { fresh: draft };
  const { backbone, weights } = recipe;
  return { fresh: withSubstitute(draft, by), replaced: { text, backbone, weights, by } };
}
