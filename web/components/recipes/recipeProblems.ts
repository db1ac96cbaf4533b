import { type Allowed, refusals } from '#contracts/assignment';
import { type BackboneName, backbones } from '#contracts/backbones';
import { isPublishedId, parseRecipe, type Recipe, type RecipeIssue } from '#contracts/recipe';
import { classWeightIssues } from '#contracts/training';
import { allFields, groupsWith, knownFields } from './knownFields.ts';
import { nearestName } from './nearestName.ts';
import { nearestRecipe } from './nearestRecipe.ts';
import { keysOf, type Path, valueAt } from './recipePath.ts';

/** What decides whether a recipe may be submitted here. */
export interface RecipeTerms {
  allowed: Allowed;
  /** The dataset's. */
  classNames: readonly string[];
  /** Weights that the course has published. */
  published: readonly { id: string; backbone: string; name: string; preprocessing: string }[];
  /** Weights that the site cannot get: no refusal, but a run that asks for them fails. */
  missing: readonly { backbone: string; weights: string }[];
}

/** What would mend a fault. */
export type Fix =
  | { kind: 'replace'; path: Path; value: string | number | boolean; label: string }
  | { kind: 'rename'; path: Path; name: string }
  | { kind: 'move'; path: Path; to: string };

/** One thing that is wrong, at the field that has the fault. */
export interface Problem extends RecipeIssue {
  fix?: Fix;
}

interface CheckedFields {
  /** There when the fields are a recipe, even one that this assignment refuses. */
  recipe?: Recipe;
  problems: Problem[];
}

/** Everything that keeps a recipe's fields from being submitted. */
export function checkFields(fields: unknown, terms: RecipeTerms): CheckedFields {
  const { recipe, issues = [] } = parseRecipe(fields);
  const nearest = recipe ?? nearestRecipe(fields);
  // What the assignment refuses is said beside another fault, too, but not of a field that has one itself.
  const faulty = new Set(issues.map(({ path }) => path));
  const refused = [
    ...refusals(terms.allowed, nearest),
    ...classWeightIssues(nearest, terms.classNames),
    ...unpublished(nearest, terms),
  ].filter(({ path }) => recipe || (!faulty.has(path) && valueAt(fields, path) !== undefined));
  const problems = [...issues, ...refused].flatMap(oneByOne).map((problem) => withFix(fields, problem, nearest, terms));
  return { ...(recipe && { recipe }), problems };
}

function unpublished({ backbone, weights }: Recipe, { published }: RecipeTerms): RecipeIssue[] {
  if (!isPublishedId(weights) || published.some(({ id, backbone: its }) => id === weights && its === backbone))
    return [];
  const options = published.filter((some) => some.backbone === backbone).map(({ name }) => name);
  return [
    { path: 'weights', message: weights, code: 'unpublishedWeights', values: { backbone, options, received: weights } },
  ];
}

/** Each unknown field and each unknown class by itself, at its own path. */
function oneByOne(issue: RecipeIssue): RecipeIssue[] {
  const { code, values = {}, path } = issue;
  const each = code === 'unknownField' ? values.fields : code === 'unknownClass' ? values.received : undefined;
  if (!Array.isArray(each)) return [issue];
  const group = path === 'recipe' ? '' : `${path}.`;
  return each.map((name) => ({ ...issue, path: `${group}${name}`, values: { ...values, received: name } }));
}

function withFix(fields: unknown, problem: RecipeIssue, nearest: Recipe, terms: RecipeTerms): Problem {
  const fix = fixOf(fields, problem, nearest, terms);
  return fix ? { ...problem, fix } : problem;
}

function fixOf(fields: unknown, issue: RecipeIssue, nearest: Recipe, terms: RecipeTerms): Fix | undefined {
  const { path, code, values = {} } = issue;
  const received = valueAt(fields, path);
  const options = Array.isArray(values.options) ? values.options : [];
  const limit = Number(values.limit);
  const replace = (value: string | number | boolean | undefined, label = String(value)): Fix | undefined =>
    value === undefined || value === received ? undefined : { kind: 'replace', path, value, label };
  switch (code) {
    case 'unknownField':
      return fixOfField(fields, path);
    case 'unknownClass': {
      const written = String(values.received);
      const name = nearestName(written, options);
      return name === undefined ? undefined : { kind: 'rename', path: ['training', 'classWeight', written], name };
    }
    case 'oneOf':
    case 'notAllowed':
      return replace(options.length === 1 ? options[0] : nearestName(String(received ?? ''), options));
    case 'unknownWeights':
    case 'unpublishedWeights': {
      const own = terms.published.filter(({ backbone }) => backbone === nearest.backbone);
      const name = nearestName(String(received), [
        ...backbones[nearest.backbone].weights,
        ...own.map((some) => some.name),
      ]);
      const published = own.find((some) => some.name === name);
      return replace(published?.id ?? name, name);
    }
    case 'unknownLayer':
      return replace(nearestLayer(String(received), nearest.backbone));
    case 'least':
    case 'most':
    case 'smallestInput':
    case 'tooMuchHere':
      return replace(limit);
    case 'type_number':
    case 'type_whole':
      return replace(numberIn(received, code === 'type_whole'));
    case 'type_yesNo':
      return replace(truthIn(received));
    case 'randomFrozen':
      return replace('none');
    case 'int8Trained':
      return replace('float32');
    default:
      return undefined;
  }
}

/** A misspelt field gets its name; one that stands in the wrong group moves there. */
function fixOfField(fields: unknown, path: string): Fix | undefined {
  const keys = keysOf(path);
  const group = keys.slice(0, -1);
  const written = String(keys.at(-1));
  const known = knownFields(fields, group);
  const same = valueAt(fields, group);
  const isFree = (name: string) => valueAt(same, [name]) === undefined;
  const name = nearestName(written, known.filter(isFree));
  if (name !== undefined) return { kind: 'rename', path: keys, name };
  const meant = nearestName(written, allFields) ?? written;
  const [home] = groupsWith(meant);
  if (home === undefined || home === group.join('.')) return undefined;
  const to = home === '' ? meant : `${home}.${meant}`;
  return valueAt(fields, to) === undefined ? { kind: 'move', path: keys, to } : undefined;
}

function nearestLayer(written: string, backbone: BackboneName): string | undefined {
  return nearestName(
    written,
    backbones[backbone].layers.map(({ name }) => name),
  );
}

function numberIn(received: unknown, whole: boolean): number | undefined {
  const text = typeof received === 'string' ? received.trim().replace(',', '.') : received;
  const number = text === '' || text === null || typeof text === 'object' ? Number.NaN : Number(text);
  if (!Number.isFinite(number) || typeof text === 'boolean') return undefined;
  return whole ? Math.round(number) : number;
}

function truthIn(received: unknown): boolean | undefined {
  const word = String(received).toLowerCase();
  if (['yes', 'on', 'true', '1', 'y'].includes(word)) return true;
  return ['no', 'off', 'false', '0', 'n'].includes(word) ? false : undefined;
}
