import { type Document, isScalar, parseDocument, visit } from 'yaml';

/**
 * Parses YAML (or JSON, which is YAML too) whose keys are text as written: a class may be called `01` or `1.10`, which
 * YAML takes for numbers. `errors` says what is wrong with the text.
 */
export function parseYaml(text: string): Document.Parsed {
  const document = parseDocument(text);
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? String(key.value);
    },
  });
  return document;
}
