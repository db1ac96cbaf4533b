import { Document, isCollection, isPair, visit } from 'yaml';
import { recipeFields } from '#contracts/recipeFields';
import { parseYaml } from '#contracts/yaml';

/** A recipe as people write it: an innermost group takes one line (`optimizer: {name: sgd, learningRate: 0.01}`). */
export function writeYaml(recipe: unknown): string {
  const document = new Document(inOrder(recipe));
  visit(document, {
    Collection(key, node) {
      const holdsGroups = node.items.some((item) => {
        const inner = isPair(item) ? item.value : item;
        return isCollection(inner) && inner.items.length > 0;
      });
      if (key !== null && !holdsGroups) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

/** Why a text holds no recipe. */
export interface YamlProblem {
  /** notFields: it is YAML, but a list or a single word. */
  kind: 'duplicateKey' | 'tab' | 'indent' | 'missing' | 'notYaml' | 'notFields';
  /** Where, from 1 on. */
  line: number;
  /** What stands there, without the blanks around it. */
  text: string;
}

const kinds: Record<string, YamlProblem['kind']> = {
  DUPLICATE_KEY: 'duplicateKey',
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indent',
  MISSING_CHAR: 'missing',
};

/** What a text in YAML (or JSON, which is YAML too) holds, or why it holds nothing. */
export function readYaml(
  text: string,
): { value: unknown; problem?: undefined } | { value?: undefined; problem: YamlProblem } {
  const document = parseYaml(text);
  const lines = text.split('\n');
  const problem = (kind: YamlProblem['kind'], line: number) => ({
    problem: { kind, line, text: lines[line - 1]?.trim() ?? '' },
  });
  const error = document.errors[0];
  if (error) return problem(kinds[error.code] ?? 'notYaml', error.linePos?.[0].line ?? 1);
  const value: unknown = document.toJS();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problem('notFields', 1);
  return { value };
}

function inOrder(recipe: unknown): unknown {
  if (typeof recipe !== 'object' || recipe === null) return recipe;
  const place = (name: string) => (recipeFields.includes(name) ? recipeFields.indexOf(name) : recipeFields.length);
  return Object.fromEntries(Object.entries(recipe).sort(([a], [b]) => place(a) - place(b)));
}
