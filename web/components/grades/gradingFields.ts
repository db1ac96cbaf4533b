import { gradingRuleSchema, type PartialCredit } from '#contracts/grading';
import { check } from '#contracts/issues';
import { directionOf } from '#contracts/metrics';
import { issueText } from '../../graphql/apiError.ts';
import type { GradingQuery, GradingRuleInput } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';

/** The form's fields as a person types them; an empty field is an empty text. */
export interface GradingFields {
  maxPoints: number | string;
  weight: number | string;
  /** Shares are percent; losses are what they are. */
  thresholds: { key: string; percent: number | string; points: number | string }[];
  partial: PartialCredit;
  completion: number | string;
  handPoints: number | string;
}

/** A score as the form has it, and back. */
const typedOf = (score: number, metric: string) => (isLoss(metric) ? score : Math.round(score * 1e6) / 1e4);
const scoreOf = (typed: number | string, metric: string) =>
  isLoss(metric) ? Number(typed) : Math.round(Number(typed) * 1e4) / 1e6;

export function isLoss(metric: string): boolean {
  return directionOf(metric).lowerIsBetter;
}

/** What is stored; where nothing is, a rule to start from. */
export function gradingFields({ gradingRule, gradeWeight, metric }: GradingQuery['assignment']): GradingFields {
  const { maxPoints, thresholds, partial, completion, handPoints } = gradingRule ?? {
    maxPoints: 10,
    thresholds: [
      { score: 0.5, points: 5 },
      { score: isLoss(metric) ? 0.2 : 0.9, points: 10 },
    ],
    partial: 'LINEAR' as const,
    completion: 0,
    handPoints: 0,
  };
  return {
    maxPoints,
    weight: gradeWeight,
    thresholds: thresholds.map(({ score, points }, index) => ({
      key: String(index),
      percent: typedOf(score, metric),
      points,
    })),
    partial,
    completion,
    handPoints,
  };
}

/** As the API takes it, in the order of the form. */
export function ruleInput(fields: GradingFields, metric: string): GradingRuleInput {
  return {
    maxPoints: Number(fields.maxPoints),
    thresholds: fields.thresholds.map(({ percent, points }) => ({
      score: scoreOf(percent, metric),
      points: Number(points),
    })),
    partial: fields.partial,
    completion: Number(fields.completion),
    handPoints: Number(fields.handPoints),
  };
}

/** What the API would refuse, at the fields where it was typed. The rule sorts its thresholds; the form does not. */
export function fieldProblems(t: Translate, fields: GradingFields, metric: string): Record<string, string> {
  const rule = ruleInput(fields, metric);
  const { issues = [] } = check(gradingRuleSchema(metric), rule, 'thresholds.0.points');
  const order = (rule.thresholds ?? [])
    .map(({ score }, index) => ({ score, index }))
    .toSorted((a, b) => (isLoss(metric) ? b.score - a.score : a.score - b.score))
    .map(({ index }) => index);
  return Object.fromEntries(
    issues.map((issue) => {
      const { path } = issue;
      const [list, place, name] = path.split('.');
      const text = issueText(t, issue);
      if (list !== 'thresholds') return [path, text];
      if (place === undefined) return ['completion', text];
      // Before all scores are in range the rule is not sorted.
      const index = issues.some(({ path, code }) => path.endsWith('.score') && code !== 'scoreTwice')
        ? Number(place)
        : order[Number(place)];
      return [`thresholds.${index}.${name === 'score' ? 'percent' : name}`, text];
    }),
  );
}
