import { Document, isCollection, isPair, visit } from 'yaml';
import { recipeFields } from '#contracts/recipe';
import { parseYaml } from '#contracts/yaml';
import type { Translate } from '../../i18n/translate.ts';

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
  kind: 'notYaml' | 'notFields';
  detail: string;
}

/** What a text in YAML (or JSON, which is YAML too) holds, or why it holds nothing. */
export function readYaml(
  text: string,
): { value: unknown; problem?: undefined } | { value?: undefined; problem: YamlProblem } {
  const document = parseYaml(text);
  const error = document.errors[0];
  if (error) return { problem: { kind: 'notYaml', detail: error.message.split('\n')[0]?.replace(/:$/, '') ?? '' } };
  const value: unknown = document.toJS({ maxAliasCount: 20 });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: { kind: 'notFields', detail: JSON.stringify(value) } };
  return { value };
}

/** The same in words. */
export function yamlProblemText({ kind, detail }: YamlProblem, t: Translate): string {
  return t(`recipes.yamlProblems.${kind}`, { detail });
}

function inOrder(recipe: unknown): unknown {
  if (typeof recipe !== 'object' || recipe === null) return recipe;
  const place = (name: string) => (recipeFields.includes(name) ? recipeFields.indexOf(name) : recipeFields.length);
  return Object.fromEntries(Object.entries(recipe).sort(([a], [b]) => place(a) - place(b)));
}
