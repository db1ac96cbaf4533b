import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Page } from 'playwright-core';
import english from '../../web/messages/en.json' with { type: 'json' };
import korean from '../../web/messages/ko.json' with { type: 'json' };

/** What of the English texts can be told from a name: three words and more. */
const sentence = /\p{L}+[ ,:;]+\p{L}+[ ,:;]+\p{L}+/u;

const ofKorean = new Set(textsIn(korean).flatMap(fragmentsOf));
const fragments = [...new Set(textsIn(english).flatMap(fragmentsOf))].filter(
  (fragment) => sentence.test(fragment) && !ofKorean.has(fragment),
);

/** The parts of English messages that can be read on a page, or heard of it: labels, titles and placeholders too. */
export async function englishIn(page: Page): Promise<string[]> {
  const read = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
    const heard = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())];
    return [
      document.title,
      document.body.innerText,
      ...heard.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? '')),
    ].join('\n');
  });
  const shown = read.replaceAll(/\s+/g, ' ');
  return fragments.filter((fragment) => shown.includes(fragment));
}

function textsIn(branch: object): string[] {
  return Object.values(branch).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value)));
}

/** The fixed parts of a message, between its values. */
function fragmentsOf(message: string): string[] {
  return literalsOf(parse(message)).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

function literalsOf(parts: readonly MessageFormatElement[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === TYPE.literal) return [part.value];
    if (part.type === TYPE.tag) return literalsOf(part.children);
    if (part.type === TYPE.plural || part.type === TYPE.select)
      return Object.values(part.options).flatMap(({ value }) => literalsOf(value));
    return [];
  });
}
