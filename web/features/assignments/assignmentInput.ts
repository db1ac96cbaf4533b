import { sentence } from '#contracts/issues';
import type { LeaderboardMetric } from '#contracts/metrics';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import type { CreateAssignmentInput } from '../../graphql/generated/graphql.ts';
import { readYaml } from '../recipes/recipeYaml.ts';

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

/** The starter recipe, or what is wrong with it as one sentence. */
function readStarterRecipe(
  text: string,
): { recipe: Recipe; problem?: undefined } | { recipe?: undefined; problem: string } {
  const { value, problem } = readYaml(text);
  if (problem !== undefined) return { problem };
  const { recipe, issues } = parseRecipe(value);
  return recipe ? { recipe } : { problem: sentence(issues) };
}

/** What is wrong with the fields; null where nothing is. */
export const assignmentRules = {
  title: (title: string) => (title.trim() === '' ? 'Enter a title.' : null),
  datasetVersionId: (id: string | null) => (id ? null : 'Choose a dataset.'),
  starterRecipe: (text: string) => readStarterRecipe(text).problem ?? null,
  closesAt: (time: string) => (time !== '' && Date.parse(time) <= Date.now() ? 'Choose a time that lies ahead.' : null),
  dailyQuota: (quota: number | string) =>
    Number.isInteger(quota) && Number(quota) >= 1
      ? null
      : `Enter a whole number from 1 on; this is ${JSON.stringify(quota)}.`,
};

/** Fields without a fault, as the API wants them. */
export function assignmentInput(courseId: string, fields: AssignmentFields): CreateAssignmentInput {
  return {
    courseId,
    title: fields.title.trim(),
    description: fields.description,
    datasetVersionId: fields.datasetVersionId ?? '',
    starterRecipe: readStarterRecipe(fields.starterRecipe).recipe,
    metric: fields.metric,
    closesAt: fields.closesAt === '' ? null : new Date(fields.closesAt).toISOString(),
    dailyQuota: Number(fields.dailyQuota),
    scoreStep: fields.scoreStep === '' ? null : Number(fields.scoreStep),
  };
}
