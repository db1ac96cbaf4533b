import { optionalText, type Translate } from '../../i18n/translate.ts';
import type { Problem } from './recipeProblems.ts';
import type { YamlProblem } from './recipeYaml.ts';

type Told = Pick<Problem, 'path' | 'message' | 'code' | 'values' | 'fix'>;

/** Faults of a name: where one is near, it is asked whether that was meant. */
const ofNames = new Set(['oneOf', 'unknownField', 'unknownWeights', 'unknownLayer', 'unknownClass']);
/** Of these, the name is the last part of the path already. */
const atTheirName = new Set(['unknownField', 'unknownClass']);

/** What is wrong, in the reader's words; the API's own sentence where there are none. */
export function problemText(t: Translate, { path, message, code, values = {}, fix }: Told): string {
  if (code === undefined) return message;
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : unquoted(value)]),
  );
  const meant = fix?.kind === 'replace' ? fix.label : fix?.kind === 'rename' ? fix.name : undefined;
  if (meant !== undefined && atTheirName.has(code)) return t('recipes.problems.didYouMeanName', { name: meant });
  if (meant !== undefined && ofNames.has(code))
    return t('recipes.problems.didYouMean', { received: said.received ?? '', name: meant });
  const key = code === 'form' ? `form_${path.split('.').at(-1)}` : code;
  return optionalText(t, `recipes.problems.${key}`, said) ?? message;
}

/** Where a text is no YAML, and why. */
export function yamlProblemText(t: Translate, { kind, line, text }: YamlProblem): string {
  return t(`recipes.yamlProblems.${kind}`, { line, text });
}

/** Issues show what came as JSON; people wrote it without the quotation marks. */
function unquoted(value: string | number): string | number {
  return typeof value === 'string' && /^".*"$/.test(value) ? value.slice(1, -1) : value;
}
