import type { z } from 'zod';
import {
  type Allowed,
  allowedSchema,
  assignmentChangeSchema,
  assignmentSchema,
  type CountingRule,
} from '#contracts/assignment';
import { momentOf, wallTimeOf } from '#contracts/courseTime';
import { check } from '#contracts/issues';
import type { LeaderboardMetric } from '#contracts/metrics';
import { defaultPublicShare } from '#contracts/publicShare';
import { issueText } from '../../graphql/apiError.ts';
import type {
  AssignmentChange,
  AssignmentSettingsFragment,
  CreateAssignmentInput,
} from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';

/** A number input's value; empty for no limit, or for what the API chooses. */
type Typed = number | string;

/** The form's fields. Times are what the clock in the course's time zone shows; empty for none. */
export interface AssignmentFields {
  title: string;
  description: string;
  datasetVersionId: string | null;
  metric: LeaderboardMetric;
  opensAt: string;
  dueAt: string;
  closesAt: string;
  /** Percent. */
  latePenalty: Typed;
  dailyQuota: Typed;
  totalQuota: Typed;
  runsAtOnce: Typed;
  budgetMinutes: Typed;
  teamSize: Typed;
  teamsUntil: string;
  countingRule: CountingRule;
  /** Percent. */
  publicShare: Typed;
  scoreStep: Typed;
  backbones: string[];
  weights: string[];
  maxEpochs: Typed;
  maxInputSize: Typed;
  maxBatchSize: Typed;
  maxUnits: Typed;
  int8: boolean;
}

export const newAssignment: AssignmentFields = {
  title: '',
  description: '',
  datasetVersionId: null,
  metric: 'ACCURACY',
  opensAt: '',
  dueAt: '',
  closesAt: '',
  latePenalty: 0,
  dailyQuota: 20,
  totalQuota: '',
  runsAtOnce: '',
  budgetMinutes: '',
  teamSize: 1,
  teamsUntil: '',
  countingRule: 'BEST_PUBLIC',
  publicShare: 100 * defaultPublicShare,
  scoreStep: '',
  backbones: [],
  weights: [],
  maxEpochs: '',
  maxInputSize: '',
  maxBatchSize: '',
  maxUnits: '',
  int8: false,
};

/** The fields of an assignment that is there. */
export function fieldsOf(assignment: AssignmentSettingsFragment): AssignmentFields {
  const { timeZone, latePenalty, publicShare, budgetSeconds, datasetVersion } = assignment;
  const wall = (time: string | null | undefined) => (time ? wallTimeOf(time, timeZone) : '');
  const allowed = allowedSchema.parse(assignment.allowed);
  return {
    title: assignment.title,
    description: assignment.description,
    datasetVersionId: datasetVersion.id,
    metric: assignment.metric,
    opensAt: wall(assignment.opensAt),
    dueAt: wall(assignment.dueAt),
    closesAt: wall(assignment.closesAt),
    latePenalty: tidy(100 * latePenalty),
    dailyQuota: assignment.dailyQuota,
    totalQuota: assignment.totalQuota ?? '',
    runsAtOnce: assignment.runsAtOnce ?? '',
    budgetMinutes: typeof budgetSeconds === 'number' ? tidy(budgetSeconds / 60) : '',
    teamSize: assignment.teamSize,
    teamsUntil: wall(assignment.teamsUntil),
    countingRule: assignment.countingRule,
    publicShare: tidy(100 * publicShare),
    scoreStep: assignment.scoreStep,
    backbones: allowed.backbones ?? [],
    weights: allowed.weights ?? [],
    maxEpochs: allowed.maxEpochs ?? '',
    maxInputSize: allowed.maxInputSize ?? '',
    maxBatchSize: allowed.maxBatchSize ?? '',
    maxUnits: allowed.maxUnits ?? '',
    int8: allowed.precisions?.includes('int8') ?? false,
  };
}

/** Where the label of a field has another name than the field. */
const labelOf = new Map([
  ['title', 'name'],
  ['closesAt', 'deadline'],
  ['budgetSeconds', 'budgetMinutes'],
  ['datasetVersionId', 'dataset'],
  ['publishedAt', 'visibility'],
  ['announceAt', 'visibility'],
]);

/** What the form calls a field. */
export function fieldLabel(t: Translate, field: string): string {
  return optionalText(t, `assignments.${labelOf.get(field) ?? field}`) ?? field;
}

/** What the fields allow recipes to use. */
export function allowedOf(fields: AssignmentFields): Allowed {
  const limits = { maxEpochs: fields.maxEpochs, maxInputSize: fields.maxInputSize };
  const others = { maxBatchSize: fields.maxBatchSize, maxUnits: fields.maxUnits };
  const parsed = allowedSchema.safeParse({
    ...(fields.backbones.length > 0 && { backbones: fields.backbones }),
    ...(fields.weights.length > 0 && { weights: fields.weights }),
    ...Object.fromEntries(
      Object.entries({ ...limits, ...others })
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, Number(value)]),
    ),
    ...(fields.int8 && { precisions: ['float32', 'int8'] }),
  });
  return parsed.data ?? {};
}

/** What the API would say of a field's value; null where it takes the value. */
function apiProblem(t: Translate, schema: z.ZodType, value: unknown): string | null {
  const { issues } = check(schema, value, '');
  return issues ? issues.map((issue) => issueText(t, issue)).join(' ') : null;
}

const { shape } = assignmentSchema;
const number =
  (t: Translate, schema: z.ZodType, scale = 1) =>
  (value: Typed) =>
    value === '' ? null : apiProblem(t, schema, Number(value) * scale);

/** What is wrong with the fields; null where nothing is. The rules are the API's. */
export const assignmentRules = (t: Translate) => ({
  title: (title: string) => (title.trim() === '' ? t('assignments.nameMissing') : apiProblem(t, shape.title, title)),
  description: (text: string) => apiProblem(t, shape.description, text),
  datasetVersionId: (id: string | null) => (id ? null : t('assignments.datasetMissing')),
  dueAt: (due: string, { opensAt, closesAt }: AssignmentFields) =>
    due !== '' && opensAt !== '' && due <= opensAt
      ? t('assignments.dueBeforeOpening')
      : due !== '' && closesAt !== '' && due > closesAt
        ? t('assignments.dueAfterClosing')
        : null,
  closesAt: (closes: string, { opensAt }: AssignmentFields) =>
    closes !== '' && opensAt !== '' && closes <= opensAt ? t('assignments.closesBeforeOpening') : null,
  latePenalty: number(t, shape.latePenalty, 0.01),
  dailyQuota: (quota: Typed) =>
    Number.isInteger(quota)
      ? apiProblem(t, shape.dailyQuota, quota)
      : t('assignments.dailyQuotaWrong', { received: JSON.stringify(quota) }),
  totalQuota: number(t, shape.totalQuota),
  runsAtOnce: number(t, shape.runsAtOnce),
  budgetMinutes: (minutes: Typed) =>
    minutes === '' ? null : apiProblem(t, shape.budgetSeconds, Math.round(Number(minutes) * 60)),
  teamSize: (size: Typed) => apiProblem(t, shape.teamSize, size === '' ? undefined : Number(size)),
  publicShare: (share: Typed) => apiProblem(t, shape.publicShare, share === '' ? undefined : tidy(Number(share) / 100)),
  scoreStep: number(t, shape.scoreStep),
});

/** Fields without a fault, as the API wants them. */
function apiFields(fields: AssignmentFields, timeZone: string) {
  const moment = (time: string) => (time === '' ? null : momentOf(time, timeZone).toISOString());
  const limit = (value: Typed) => (value === '' ? null : Number(value));
  return {
    title: fields.title.trim(),
    description: fields.description.trim(),
    metric: fields.metric,
    opensAt: moment(fields.opensAt),
    dueAt: moment(fields.dueAt),
    closesAt: moment(fields.closesAt),
    latePenalty: tidy(Number(fields.latePenalty) / 100),
    dailyQuota: Number(fields.dailyQuota),
    totalQuota: limit(fields.totalQuota),
    runsAtOnce: limit(fields.runsAtOnce),
    budgetSeconds: fields.budgetMinutes === '' ? null : Math.round(Number(fields.budgetMinutes) * 60),
    teamSize: Number(fields.teamSize),
    teamsUntil: moment(fields.teamsUntil),
    countingRule: fields.countingRule,
    publicShare: tidy(Number(fields.publicShare) / 100),
    scoreStep: limit(fields.scoreStep),
    allowed: allowedOf(fields),
    datasetVersionId: fields.datasetVersionId ?? '',
  };
}

interface Place {
  courseId: string;
  timeZone: string;
}

/** A new assignment, as the API wants it. */
export function assignmentInput(
  { courseId, timeZone }: Place,
  fields: AssignmentFields,
  starterRecipe: unknown,
  draft: boolean,
): CreateAssignmentInput {
  return { ...apiFields(fields, timeZone), courseId, starterRecipe, draft };
}

/** Only what differs between two states of the form: what nobody touched stays as it is, to the second. */
export function assignmentChange(
  timeZone: string,
  before: { fields: AssignmentFields; starterRecipe: unknown },
  after: { fields: AssignmentFields; starterRecipe: unknown },
): AssignmentChange {
  const all = ({ fields, starterRecipe }: typeof before) => ({ ...apiFields(fields, timeZone), starterRecipe });
  const old: Record<string, unknown> = all(before);
  const changed = Object.entries(all(after)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]),
  );
  const change = Object.fromEntries(changed.filter(([name]) => name in assignmentChangeSchema.shape));
  // An opening that is taken away is one now.
  return change.opensAt === null ? { ...change, opensAt: new Date().toISOString() } : change;
}

/** 0.30000000000000004 → 0.3 */
function tidy(value: number): number {
  return Number(value.toFixed(6));
}
