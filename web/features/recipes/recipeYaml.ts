import { parseDocument, stringify } from 'yaml';

/** A recipe as the course writes it: short groups on one line, as in `head: {pooling: avg}`. */
export function writeYaml(recipe: unknown): string {
  return stringify(recipe, { lineWidth: 100, flowCollectionPadding: false, collectionStyle: 'any' });
}

/** What a text in YAML (or JSON, which is YAML too) holds, or where it breaks off. */
export function readYaml(text: string): { value: unknown; problem?: undefined } | { value?: undefined; problem: string } {
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error) return { problem: `This is not YAML: ${error.message.split('\n')[0]}` };
  const value: unknown = document.toJS({ maxAliasCount: 20 });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: `Expected fields such as "backbone: MobileNetV2", received ${JSON.stringify(value)}.` };
  return { value };
}
