import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../bin/checks/siteTexts.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-texts-'));
  for (const name of ['components', 'messages']) mkdirSync(join(folder, 'web', name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the check prints for a site of one component. */
function check(component: string, messages: object, translations: Record<string, object> = {}): string[] {
  writeFileSync(join(folder, 'web/components/Greeting.tsx'), component);
  for (const [locale, texts] of Object.entries({ en: messages, ...translations }))
    writeFileSync(join(folder, `web/messages/${locale}.json`), JSON.stringify(texts));
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
  const lines = stdout.split('\n').filter(Boolean);
  expect(status).toBe(lines.length === 0 ? 0 : 1);
  return lines;
}

const at = 'web/components/Greeting.tsx';

test('a site whose texts all come from the catalogue is good', () => {
  const component = `
    const tabs = [{ href: '/a', label: 'tabs.first' }] as const;
    export const Greeting = ({ name, role }) => (
      <section className="large bold" title={t('hello', { name })} style={{ border: '1px solid red' }}>
        {t.rich('link', { a: (text) => <a href="/">{text}</a> })} – {t(\`roles.\${role}\`)}
        {optionalText(t, \`errors.\${name}\`)} <Code>npm run something</Code> {tabs.map(({ label }) => t(label))}
        {role === 'student' ? t('roles.student') : (() => { throw new Error('this cannot be'); })()}
      </section>
    );`;
  const messages = {
    hello: 'Hello, {name}',
    link: '<a>There</a>',
    roles: { student: 'Student' },
    errors: { NONE: 'None' },
    tabs: { first: 'First' },
  };
  expect(check(component, messages)).toEqual([]);
});

test.each([
  ['in an element', '<b>Hello</b>', 'Hello'],
  ['in an expression', "<b>{open ? 'Yes' : t('no')}</b>", 'Yes'],
  ['in a template', `<b>{\`Hello \${name}\`}</b>`, 'Hello …'],
  ['in an attribute', '<b title="Hello" />', 'Hello'],
  ['in an expression of an attribute', "<b aria-label={name ?? 'Nobody'} />", 'Nobody'],
  ['in a field that people read', "show({ message: 'Done' })", 'Done'],
  ['as prose anywhere', "check(name === '' ? 'Enter a name.' : null)", 'Enter a name.'],
])('a text %s is found', (_, code, text) => {
  expect(check(`t('no');\nexport const x = ${code};`, { no: 'No' })).toEqual([
    `${at}:2: a text outside of web/messages: "${text}"`,
  ]);
});

test('a key without a message is found, and a message without a key', () => {
  expect(check("t('wellcome');", { welcome: 'Welcome' })).toEqual([
    `${at}:1: no message has the key 'wellcome'`,
    'web/messages/en.json: nobody uses "welcome"',
  ]);
});

test('a value that a message needs and a call does not give is found', () => {
  expect(check("t('hello', { title: 1 });", { hello: 'Hello, {name}' })).toEqual([
    expect.stringContaining(`${at}:1: FORMATTING_ERROR: The intl string context variable "name" was not provided`),
  ]);
});

test('a translation with other keys than English is found', () => {
  expect(check("t('a');", { a: 'A' }, { de: { b: 'B' } })).toEqual([
    'web/messages/de.json: "a" is missing',
    'web/messages/de.json: "b" is not in en.json',
  ]);
});
