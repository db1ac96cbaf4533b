import { Document, isCollection, isPair, parseDocument, visit } from 'yaml';

/** The order in which people write a recipe: what the network is, then how it learns. */
const fieldOrder = [
  'backbone',
  'weights',
  'inputSize',
  'interpolation',
  'preprocessing',
  'freeze',
  'precision',
  'head',
  'augmentation',
  'optimizer',
  'training',
  'stages',
  'seed',
];

/**
 * A recipe as a person writes it: an innermost group takes one line, as in `optimizer: {name: sgd, learningRate:
 * 0.01}`.
 */
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

/** What a text in YAML (or JSON, which is YAML too) holds, or where it breaks off. */
export function readYaml(
  text: string,
): { value: unknown; problem?: undefined } | { value?: undefined; problem: string } {
  const document = parseDocument(text);
  const error = document.errors[0];
  if (error) return { problem: `This is not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}.` };
  const value: unknown = document.toJS({ maxAliasCount: 20 });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: `Expected fields such as "backbone: MobileNetV2", received ${JSON.stringify(value)}.` };
  return { value };
}

function inOrder(recipe: unknown): unknown {
  if (typeof recipe !== 'object' || recipe === null) return recipe;
  const place = (name: string) => (fieldOrder.includes(name) ? fieldOrder.indexOf(name) : fieldOrder.length);
  return Object.fromEntries(Object.entries(recipe).sort(([a], [b]) => place(a) - place(b)));
}
