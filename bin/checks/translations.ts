import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** Two words of letters in a row: what is read, and not only a name or a number. */
const prose = /\p{L}{2,} \p{L}{2,}/u;

/**
 * What is wrong with a translation of an English message: it cannot be parsed, asks for other values or tags, has
 * plural forms that its language does not have, or is English still. Undefined where nothing is.
 */
export function translationProblem(english: string, translation: string, language: string): string | undefined {
  let parts: MessageFormatElement[];
  try {
    parts = parse(translation);
  } catch (error) {
    return `is no ICU message: ${(error as Error).message}`;
  }
  const [expected, received] = [namesIn(parse(english)), namesIn(parts)];
  // The API's own sentence is English: only an English text needs it.
  const missing = [...expected].filter((name) => !received.has(name) && name !== '{reason}');
  const unknown = [...received].filter((name) => !expected.has(name));
  if (missing.length > 0) return `does not use ${missing.join(', ')}`;
  if (unknown.length > 0) return `uses ${unknown.join(', ')}, which the English text does not have`;
  const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories as string[];
  const forms = [...pluralForms(parts)].filter((form) => !form.startsWith('=') && !known.includes(form));
  if (forms.length > 0) return `has the plural form ${forms.join(', ')}, which ${language} does not have`;
  if (language !== 'en' && translation === english && prose.test(english)) return 'is not translated';
  return undefined;
}

/** The values and the tags, with their brackets, that a message uses. */
function namesIn(parts: readonly MessageFormatElement[]): Set<string> {
  return new Set(
    [...walk(parts)].flatMap((part) => {
      if (part.type === TYPE.literal || part.type === TYPE.pound) return [];
      return [part.type === TYPE.tag ? `<${part.value}>` : `{${part.value}}`];
    }),
  );
}

function pluralForms(parts: readonly MessageFormatElement[]): Set<string> {
  return new Set([...walk(parts)].flatMap((part) => (part.type === TYPE.plural ? Object.keys(part.options) : [])));
}

/** Every part of a message, those in plural forms and in tags too. */
function* walk(parts: readonly MessageFormatElement[]): Generator<MessageFormatElement> {
  for (const part of parts) {
    yield part;
    if (part.type === TYPE.tag) yield* walk(part.children);
    if (part.type === TYPE.plural || part.type === TYPE.select)
      for (const option of Object.values(part.options)) yield* walk(option.value);
  }
}
