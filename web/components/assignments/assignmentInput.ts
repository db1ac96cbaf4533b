import { sentence } from '#contracts/issues';
import type { LeaderboardMetric } from '#contracts/metrics';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import type { CreateAssignmentInput } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { readYaml, yamlProblemText } from '../recipes/recipeYaml.ts';

/** The form's fields as they are typed. */
export interface AssignmentFields {
  title: string;
  description: string;
  datasetVersionId: string | null;
  starterRecipe: string;
  metric: LeaderboardMetric;
  /** Local time as `<input type="datetime-local">` gives it; empty for no deadline. */
  closesAt: string;
  dailyQuota: number | string;
  /** Empty for the one that the API chooses. */
  scoreStep: number | string;
}

/** The starter recipe, or what is wrong with it in one sentence. */
function readStarterRecipe(
  text: string,
  t: Translate,
): { recipe: Recipe; problem?: undefined } | { recipe?: undefined; problem: string } {
  const { value, problem } = readYaml(text);
  if (problem) return { problem: yamlProblemText(problem, t) };
  const { recipe, issues } = parseRecipe(value);
  return recipe ? { recipe } : { problem: sentence(issues) };
}

/** What is wrong with the fields; null where nothing is. */
export const assignmentRules = (t: Translate) => ({
  title: (title: string) => (title.trim() === '' ? t('assignments.nameMissing') : null),
  datasetVersionId: (id: string | null) => (id ? null : t('assignments.datasetMissing')),
  starterRecipe: (text: string) => readStarterRecipe(text, t).problem ?? null,
  closesAt: (time: string) => (time !== '' && Date.parse(time) <= Date.now() ? t('assignments.deadlinePassed') : null),
  dailyQuota: (quota: number | string) =>
    Number.isInteger(quota) && Number(quota) >= 1
      ? null
      : t('assignments.dailyQuotaWrong', { received: JSON.stringify(quota) }),
});

/** Fields without a fault, as the API wants them. */
export function assignmentInput(courseId: string, fields: AssignmentFields): CreateAssignmentInput {
  return {
    courseId,
    title: fields.title.trim(),
    description: fields.description,
    datasetVersionId: fields.datasetVersionId ?? '',
    starterRecipe: parseRecipe(readYaml(fields.starterRecipe).value).recipe,
    metric: fields.metric,
    closesAt: fields.closesAt === '' ? null : new Date(fields.closesAt).toISOString(),
    dailyQuota: Number(fields.dailyQuota),
    scoreStep: fields.scoreStep === '' ? null : Number(fields.scoreStep),
  };
}
