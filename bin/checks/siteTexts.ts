import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createTranslator } from 'next-intl';
import type { ReactNode } from 'react';
import ts from 'typescript';
import { formats } from '../../web/i18n/formats.ts';
import { signedInGroups } from '../../web/i18n/textGroups.ts';
import { publicFiles } from './publicTexts.ts';
import { translationProblem } from './translations.ts';

/**
 * Checks that every text on screen comes from web/messages: prints a line for each text outside of it, each key that is
 * used and missing or lacks a value, each message that nobody uses, each key that a translation lacks or has
 * alone, each translation that asks for other values than the English text, and each text on a page for everybody that
 * comes only with the pages behind the sign-in.
 */

/** JSX attributes and fields of objects that people read. */
const attributes = 'label|title|placeholder|description|hint|message|alt|facts|\\w*Label';
const ariaAttributes = 'aria-(label|description|placeholder|roledescription|valuetext)';
const readByPeople = new RegExp(`^(${attributes}|${ariaAttributes})$`);
/** Where strings are no texts: styles and drawings. */
const notRead = /^(className|style|styles|d|viewBox|transform|strokeDasharray)$/;
const prose = /\p{L}{2,} \p{L}/u;
const hasLetter = /\p{L}/u;

const problems: string[] = [];
const used = new Set<string>();
/** The keys that each file uses. */
const usedIn = new Map<string, Set<string>>();
const english = JSON.parse(readFileSync('web/messages/en.json', 'utf8'));
const messages = new Map(flatten(english));

const sources = globSync('web/{app,components,graphql,i18n}/**/*.{ts,tsx}', {
  exclude: ['web/graphql/generated/**', 'web/components/site/theme.ts'],
});
for (const file of sources)
  checkFile(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));

for (const [file, route] of publicFiles())
  for (const key of usedIn.get(file) ?? [])
    if ((signedInGroups as readonly string[]).includes(key.split('.')[0]!))
      problems.push(`${file}: "${key}" does not come with ${route} (web/i18n/textGroups.ts)`);

for (const key of messages.keys()) if (!used.has(key)) problems.push(`web/messages/en.json: nobody uses "${key}"`);

for (const file of globSync('web/messages/*.json')) {
  const translations = new Map(flatten(JSON.parse(readFileSync(file, 'utf8'))));
  for (const key of messages.keys()) if (!translations.has(key)) problems.push(`${file}: "${key}" is missing`);
  const language = basename(file, '.json');
  for (const [key, text] of translations) {
    const original = messages.get(key);
    const problem = original === undefined ? 'is not in en.json' : translationProblem(original, text, language);
    if (problem) problems.push(`${file}: "${key}" ${problem}`);
  }
}

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function flatten(branch: object, path = ''): [key: string, message: string][] {
  return Object.entries(branch).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );
}

function report(node: ts.Node, problem: string): void {
  const source = node.getSourceFile();
  problems.push(`${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${problem}`);
}

function checkFile(source: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) checkCall(node);
    const text = textOf(node);
    if (text !== undefined && messages.has(text)) use(text, node);
    else if (text !== undefined && isText(node, text)) report(node, `a text outside of web/messages: "${text}"`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function use(key: string, node: ts.Node): void {
  used.add(key);
  const { fileName } = node.getSourceFile();
  usedIn.set(fileName, (usedIn.get(fileName) ?? new Set()).add(key));
}

/** The letters of an element's text, of a string, or of a template's fixed parts. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text.trim();
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…');
  return undefined;
}

/** Whether people read a string: by the place where it ends up, or because it is prose. */
function isText(literal: ts.Node, text: string): boolean {
  if (!hasLetter.test(text) || isName(literal)) return false;
  for (let node = literal; node.parent; node = node.parent) {
    const { parent } = node;
    if (ts.isImportDeclaration(parent) || ts.isNewExpression(parent) || ts.isTypeNode(parent)) return false;
    if (ts.isExpressionStatement(parent)) return false;
    if (ts.isCallExpression(parent) || (ts.isBinaryExpression(parent) && !isChoice(parent))) break;
    if (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) {
      const name = parent.name.getText().replace(/^['"]|['"]$/g, '');
      if (notRead.test(name)) return false;
      if (readByPeople.test(name)) return true;
      if (ts.isJsxAttribute(parent)) break;
    }
    // A child of an element; what <Code> shows is the same in every language.
    if (ts.isJsxElement(parent)) return parent.openingElement.tagName.getText() !== 'Code';
    if (ts.isJsxFragment(parent)) return true;
  }
  return prose.test(text);
}

/** Whether a string is the name of a property. */
function isName(literal: ts.Node): boolean {
  return ts.isPropertyAssignment(literal.parent) && literal.parent.name === literal;
}

/** `a ?? b`, `a || b`, `a && b`: the value may be one of the sides. */
function isChoice({ operatorToken }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  return [
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
  ].includes(kind);
}

/** `t(key, values)`, `t.rich(key, values)`, and `optionalText(t, key, values)`, whose key may have no message. */
function checkCall({ expression, arguments: args }: ts.CallExpression): void {
  const callee = expression.getText();
  const optional = callee === 'optionalText';
  if (!optional && !/^t(\.(rich|markup|raw|has))?$/.test(callee)) return;
  const [key, values] = optional ? args.slice(1) : args;
  if (!key) return;
  const keys = keysOf(key);
  if (keys === undefined) return;
  if (keys.length === 0) report(key, `no message has the key ${key.getText()}`);
  for (const name of keys) {
    use(name, key);
    if (!optional) checkValues(key, name, values);
  }
}

/** The messages that an expression may name; undefined where only the types know. */
function keysOf(key: ts.Expression): string[] | undefined {
  if (ts.isStringLiteralLike(key)) return messages.has(key.text) ? [key.text] : [];
  if (!ts.isTemplateExpression(key)) return undefined;
  const fixed = [key.head.text, ...key.templateSpans.map((span) => span.literal.text)].map((text) =>
    text.replaceAll('.', '\\.'),
  );
  const pattern = new RegExp(`^${fixed.join('[^.]+')}$`);
  return [...messages.keys()].filter((name) => pattern.test(name));
}

/** Formats a message with the values that a call names: the library says what is missing. */
function checkValues(at: ts.Node, key: string, values: ts.Expression | undefined): void {
  if (values && !ts.isObjectLiteralExpression(values)) return;
  const sample = Object.fromEntries(
    (values?.properties ?? []).map((property) => {
      const name = property.name?.getText() ?? '';
      const isTag = messages.get(key)?.includes(`<${name}>`);
      return [name, isTag ? (chunks: ReactNode) => chunks : 1];
    }),
  );
  const translator = createTranslator({
    locale: 'en',
    messages: english,
    formats,
    onError: (error) => report(at, error.message),
  });
  translator.rich(key, sample);
}
