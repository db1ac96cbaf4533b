import type { z } from 'zod';
import { assignmentInputSchema } from '#contracts/assignment';
import { check, sentence } from '#contracts/issues';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import type { CreateAssignmentInput } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { readYaml, yamlProblemText } from '../recipes/recipeYaml.ts';

/** Fields that a person types otherwise than the API takes them. */
interface TypedFields {
  datasetVersionId: string | null;
  /** In YAML. */
  starterRecipe: string;
  /** Local time as `<input type="datetime-local">` gives it; empty for no deadline. */
  closesAt: string;
  dailyQuota: number | string;
  /** Empty for the one that the API chooses. */
  scoreStep: number | string;
}

/** The form's fields: all that the API takes but these three. */
export type AssignmentFields = TypedFields &
  Pick<Required<z.input<typeof assignmentInputSchema>>, 'title' | 'description' | 'metric'>;

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

/** What the API would say of a field's value; null where it takes the value. */
function apiProblem(schema: z.ZodType, value: unknown): string | null {
  const { issues } = check(schema, value, '');
  if (!issues) return null;
  const text = issues.map(({ message }) => message).join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const { shape } = assignmentInputSchema;
const apiRules = Object.fromEntries(
  Object.entries(shape).map(([name, schema]) => [name, (value: unknown) => apiProblem(schema, value)]),
);

/** What is wrong with the fields; null where nothing is. The rules are the API's. */
export const assignmentRules = (t: Translate) => ({
  ...apiRules,
  title: (title: string) => (title.trim() === '' ? t('assignments.nameMissing') : apiProblem(shape.title, title)),
  datasetVersionId: (id: string | null) => (id ? null : t('assignments.datasetMissing')),
  starterRecipe: (text: string) => readStarterRecipe(text, t).problem ?? null,
  closesAt: (time: string) => (time !== '' && Date.parse(time) <= Date.now() ? t('assignments.deadlinePassed') : null),
  dailyQuota: (quota: number | string) =>
    Number.isInteger(quota)
      ? apiProblem(shape.dailyQuota, quota)
      : t('assignments.dailyQuotaWrong', { received: JSON.stringify(quota) }),
  scoreStep: (step: number | string) => (step === '' ? null : apiProblem(shape.scoreStep, Number(step))),
});

/** Fields without a fault, as the API wants them. */
export function assignmentInput(courseId: string, fields: AssignmentFields): CreateAssignmentInput {
  return {
    ...fields,
    courseId,
    title: fields.title.trim(),
    datasetVersionId: fields.datasetVersionId ?? '',
    starterRecipe: parseRecipe(readYaml(fields.starterRecipe).value).recipe,
    closesAt: fields.closesAt === '' ? null : new Date(fields.closesAt).toISOString(),
    dailyQuota: Number(fields.dailyQuota),
    scoreStep: fields.scoreStep === '' ? null : Number(fields.scoreStep),
  };
}
