import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export type Scheme = 'light' | 'dark';

export const laptop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };

/**
 * Looks at a page as it stands: axe finds nothing in the colour schemes, and nothing makes it scroll sideways, on a
 * laptop or on a phone. `name` is that of its pictures, which are kept where PICTURES names a folder.
 */
export async function lookAt(page: Page, name: string, schemes: readonly Scheme[] = ['light', 'dark']): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await mkdir(folder, { recursive: true });
  const before = page.viewportSize() ?? laptop;
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    // Another scheme changes the colours and nothing else.
    const rules = colorScheme === schemes[0] ? undefined : ['color-contrast', 'link-in-text-block'];
    expect(await violations(page, rules), `${name}, ${colorScheme}`).toEqual([]);
    if (!folder) continue;
    for (const size of [laptop, phone]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${size.width}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  for (const size of [laptop, phone]) await expectFits(page, name, size);
  await page.setViewportSize(before);
}

/** Nothing makes the page scroll sideways. Charts find their new width a moment later. */
export async function expectFits(page: Page, name: string, size = phone): Promise<void> {
  await page.setViewportSize(size);
  await expect.poll(() => tooWide(page), { message: `${name} at ${size.width} pixels` }).toEqual([]);
}

/**
 * Waits until the part of the page that the element belongs to listens: the server's page shows it before, and what is
 * typed into it then is lost. React marks what it has taken over.
 */
export async function hydrated(element: Locator): Promise<void> {
  const isTaken = () => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isTaken).toBe(true);
}

/**
 * What axe finds once nothing moves or fades any more: the rule, and the first elements that break it. It looks at
 * `rules`, or at all when they are not given.
 */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(async () => {
    const isEndless = (animation: Animation) =>
      animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
    const moving = document.getAnimations().filter((animation) => !isEndless(animation));
    await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
  });
  // Axe's own second page would need rights of the browser that a test does not have. The types of the two packages
  // name different copies of Playwright.
  const axe = new AxeBuilder({ page: page as never }).setLegacyMode(true);
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 200))
        .join(' ')}`,
  );
}

/** What makes a page scroll sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`it is ${scrollWidth} pixels wide: ${wide.at(-1)?.outerHTML.slice(0, 200)}`];
  });
}
