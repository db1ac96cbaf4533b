import { gradingRuleSchema, type PartialCredit } from '#contracts/grading';
import { check } from '#contracts/issues';
import type { GradingQuery, GradingRuleInput } from '../../graphql/generated/graphql.ts';

/** The form's fields as a person types them; an empty field is an empty text. */
export interface GradingFields {
  maxPoints: number | string;
  weight: number | string;
  thresholds: { key: string; percent: number | string; points: number | string }[];
  partial: PartialCredit;
  completion: number | string;
  handPoints: number | string;
}

const percentOf = (score: number) => Math.round(score * 1e6) / 1e4;

/** What is stored; where nothing is, a rule to start from. */
export function gradingFields({ gradingRule, gradeWeight }: GradingQuery['assignment']): GradingFields {
  const { maxPoints, thresholds, partial, completion, handPoints } = gradingRule ?? {
    maxPoints: 10,
    thresholds: [
      { score: 0.5, points: 5 },
      { score: 0.9, points: 10 },
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
      percent: percentOf(score),
      points,
    })),
    partial,
    completion,
    handPoints,
  };
}

/** As the API takes it, in the order of the form. */
export function ruleInput(fields: GradingFields): GradingRuleInput {
  return {
    maxPoints: Number(fields.maxPoints),
    thresholds: fields.thresholds.map(({ percent, points }) => ({
      score: Math.round(Number(percent) * 1e4) / 1e6,
      points: Number(points),
    })),
    partial: fields.partial,
    completion: Number(fields.completion),
    handPoints: Number(fields.handPoints),
  };
}

/** What the API would refuse, at the fields where it was typed. The rule sorts its thresholds; the form does not. */
export function fieldProblems(fields: GradingFields): Record<string, string> {
  const rule = ruleInput(fields);
  const { issues = [] } = check(gradingRuleSchema, rule, 'thresholds.0.points');
  const order = (rule.thresholds ?? [])
    .map(({ score }, index) => ({ score, index }))
    .toSorted((a, b) => a.score - b.score)
    .map(({ index }) => index);
  return Object.fromEntries(
    issues.map(({ path, message }) => {
      const [list, place, name] = path.split('.');
      const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
      if (list !== 'thresholds') return [path, text];
      if (place === undefined) return ['completion', text];
      // Before all scores are in range the rule is not sorted.
      const index = issues.some((issue) => issue.path.endsWith('.score') && !issue.message.includes('once'))
        ? Number(place)
        : order[Number(place)];
      return [`thresholds.${index}.${name === 'score' ? 'percent' : name}`, text];
    }),
  );
}
