import { type Document, isCollection, isScalar, LineCounter, parseDocument, visit, YAMLParseError } from 'yaml';

/** Aliases of one anchor, multiplied along those that lie within others: more would fill the memory. */
const mostAliases = 20;

/**
 * Parses YAML (or JSON, which is YAML too) whose keys are text as written: a class may be called `01` or `1.10`, which
 * YAML takes for numbers. `errors` says what is wrong with the text; where there is nothing, `toJS` of the document
 * does not throw.
 */
export function parseYaml(text: string): Document.Parsed {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const anchors = new Set<string>();
  let firstAlias: [number, number] | undefined;
  const refuse = (place: [number, number], message: string) => {
    const error = new YAMLParseError(place, 'BAD_ALIAS', message);
    error.linePos = [lineCounter.linePos(place[0])];
    document.errors.push(error);
  };
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? String(key.value);
    },
    Value(_key, { anchor }) {
      if (anchor) anchors.add(anchor);
    },
    Alias(_key, alias, path) {
      const { source, range } = alias;
      const place: [number, number] = [range?.[0] ?? 0, range?.[1] ?? 0];
      firstAlias ??= place;
      if (!anchors.has(source)) refuse(place, `*${source} stands for what &${source} names, and nothing has that name`);
      else if (path.some((node) => isCollection(node) && node === alias.resolve(document)))
        refuse(place, `*${source} lies within what it stands for`);
    },
  });
  if (firstAlias && document.errors.length === 0)
    try {
      document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      // There are too many of them.
      refuse(firstAlias, (error as Error).message);
    }
  return document;
}
