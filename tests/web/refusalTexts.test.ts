import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import english from '../../web/messages/en.json' with { type: 'json' };
import korean from '../../web/messages/ko.json' with { type: 'json' };

/** The cases of codes and the kinds of faults that the API names, as keys of the catalogues. */
function namedKeys(): string[] {
  const keys = new Set<string>();
  const textsOf = (node: ts.Node, say: (text: string) => void): void => {
    if (ts.isStringLiteral(node)) say(node.text);
    else if (ts.isConditionalExpression(node)) for (const end of [node.whenTrue, node.whenFalse]) textsOf(end, say);
  };
  const field = (object: ts.ObjectLiteralExpression, name: string) =>
    object.properties.find(
      (one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name,
    )?.initializer;
  /** What a field of this name says in an object, however deep. */
  const said = (name: string, prefix: string, node: ts.Node): void => {
    const value = ts.isObjectLiteralExpression(node) && field(node, name);
    if (value) textsOf(value, (text) => keys.add(prefix + text));
    ts.forEachChild(node, (child) => said(name, prefix, child));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'ApiError') {
      const [code, , details] = node.arguments ?? [];
      if (code && ts.isStringLiteral(code) && details) said('detail', `errors.${code.text}_`, details);
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'wrongField')
      said('code', 'fieldProblems.', node.arguments[2]!);
    ts.forEachChild(node, visit);
  };
  for (const file of globSync('server/**/*.ts'))
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return [...keys];
}

test('every case of a refusal that the API tells apart has a text in every language', () => {
  const keys = namedKeys();
  expect(keys).toContain('errors.BAD_USER_INPUT_NOT_ENDED');
  expect(keys).toContain('fieldProblems.nothingExtended');
  for (const messages of [english, korean])
    for (const key of keys) expect(messages, key).toHaveProperty(key.split('.'), expect.any(String));
});

test('no Korean text of an error repeats the sentence that the API says in English', () => {
  const told = Object.entries({ ...korean.errors, ...korean.fieldProblems }).filter(([, text]) =>
    text.includes('{reason}'),
  );
  expect(told).toEqual([]);
});
