import type { Browser, Locator, Page } from 'playwright-core';
import { patienceMs } from './browser.ts';
import { password } from './classroom.ts';
import { laptop, phone, type Scheme, tooWide, violations } from './look.ts';

const opensMs = 20_000;
/** Lists of choices of one page are alike: so many are opened. */
const mostLists = 3;

/** A page of somebody who reads the language and has signed in with the address, if one is given. */
export async function openVisit(browser: Browser, baseURL: string, language: string, email?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: laptop, locale: language, reducedMotion: 'reduce' });
  if (email) {
    const answer = await context.request.post('/api/auth/sign-in/email', {
      data: { email, password },
      timeout: patienceMs,
    });
    if (!answer.ok()) throw new Error(`expected ${email} to be signed in, received ${answer.status()}`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return page;
}

/**
 * What keeps people out of a page, one line for each thing: what axe finds in each of the colour schemes, in every tab,
 * with each folded part unfolded, and with each dialog and menu open; what makes it scroll sideways on a phone; a popup
 * that Escape does not close, or that does not give the focus back. `ofHeader` are the openers of the header, which all
 * pages have, that were tried already.
 */
export async function barriersOn(
  page: Page,
  address: string,
  schemes: readonly Scheme[],
  ofHeader = new Set<string>(),
): Promise<string[]> {
  const problems: string[] = [];
  const note = (state: string, found: string[]) =>
    problems.push(...found.map((problem) => `${address} ${state}: ${problem}`));
  const look = async (state: string) => {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      note(`${state} ${colorScheme}`, await violations(page));
    }
  };
  await page.setViewportSize(laptop);
  await page.emulateMedia({ colorScheme: schemes[0]! });
  await page.goto(address);
  await settled(page);
  if ((await page.locator('h1:visible').count()) !== 1) note('', ['expected one heading of the first level']);
  await look('');
  await page.setViewportSize(phone);
  note('on a phone', [...(await violations(page)), ...(await tooWide(page))]);
  await page.setViewportSize(laptop);

  const known = { ofHeader, ofPage: new Set<string>() };
  await openPopups(page, known, note, look);
  for (const tab of await otherTabs(page)) {
    await tab.click();
    await settled(page);
    await look('in another tab');
    await openPopups(page, known, note, look);
  }
  if ((await unfold(page)) > 0) {
    await settled(page);
    await look('unfolded');
    await page.setViewportSize(phone);
    note('unfolded, on a phone', await tooWide(page));
    await page.setViewportSize(laptop);
    await openPopups(page, known, note, look);
  }
  return problems;
}

/** Nothing is loading any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('main .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

/** The tabs that are not chosen. */
async function otherTabs(page: Page): Promise<Locator[]> {
  const names = await page.locator('main [role=tab][aria-selected=false]').allTextContents();
  return names.map((name) => page.locator('main').getByRole('tab', { name }).first());
}

/** Unfolds everything that is folded, and says how much it was. */
async function unfold(page: Page): Promise<number> {
  const folded = page.locator(
    'main :is(details:not([open]) > summary, button[aria-expanded=false]:not([aria-haspopup])):visible',
  );
  let unfolded = 0;
  // Of some only one is unfolded at a time.
  for (let left = await folded.count(); left > 0 && unfolded < left + 10; left = await folded.count(), unfolded++)
    await folded.nth(unfolded % left).click();
  return unfolded;
}

type Note = (state: string, found: string[]) => void;
type Look = (state: string) => Promise<void>;
type Known = Record<'ofHeader' | 'ofPage', Set<string>>;

/** Opens each menu, dialog and list of choices in turn that is not `known` yet. */
async function openPopups(page: Page, known: Known, note: Note, look: Look): Promise<void> {
  const openers = page.locator('[aria-haspopup]:visible:not([disabled], [aria-disabled=true])');
  let lists = 0;
  for (let index = 0; index < (await openers.count()); index++) {
    const opener = openers.nth(index);
    const { kind, name, isOfHeader } = await described(opener);
    const tried = isOfHeader ? known.ofHeader : known.ofPage;
    if (tried.has(`${kind} ${name}`)) continue;
    tried.add(`${kind} ${name}`);
    if (kind === 'listbox' && ++lists > mostLists) continue;
    const popup = await opened(page, opener);
    if (!popup) {
      note(`“${name}”`, ['expected it to open something']);
      continue;
    }
    await look(`“${name}”`);
    await page.setViewportSize(phone);
    note(`“${name}”, on a phone`, await tooWide(page));
    await page.setViewportSize(laptop);
    const asking = kind === 'menu' ? await popup.locator('[aria-haspopup=dialog]').allTextContents() : [];
    note(`“${name}”`, await closes(page, popup, opener));
    for (const entry of asking) {
      await opened(page, opener);
      const dialog = await opened(page, page.getByRole('menuitem', { name: entry }));
      if (dialog) {
        await look(`“${name}”, “${entry}”`);
        note(`“${name}”, “${entry}”`, await closes(page, dialog, opener));
      } else note(`“${name}”, “${entry}”`, ['expected it to open a dialog']);
    }
  }
}

/** What an opener opens, and what it is called; numbers in names tell rows apart that are alike. */
function described(opener: Locator): Promise<{ kind: string; name: string; isOfHeader: boolean }> {
  return opener.evaluate((element) => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const name = element.ariaLabel ?? labels[0]?.textContent ?? element.textContent ?? '';
    return {
      kind: element.ariaHasPopup ?? '',
      name: name.replaceAll(/\d+/g, '#'),
      isOfHeader: element.closest('main') === null,
    };
  });
}

/** The popup that somebody opens by a click. */
async function opened(page: Page, opener: Locator): Promise<Locator | undefined> {
  const popup = page.locator(':is([role=dialog], [role=menu], [role=listbox]):visible').last();
  try {
    await opener.click({ timeout: opensMs });
    await popup.waitFor({ timeout: opensMs });
    await popup.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    return popup;
  } catch {
    return undefined;
  }
}

/** What is wrong when Escape should close a popup and give the focus back to its opener. */
async function closes(page: Page, popup: Locator, opener: Locator): Promise<string[]> {
  const isDialog = (await popup.getAttribute('role')) === 'dialog';
  const holdsFocus = () => popup.evaluate((element) => element.contains(document.activeElement));
  const problems = isDialog && !(await soon(holdsFocus)) ? ['expected the focus in the dialog'] : [];
  await page.keyboard.press('Escape');
  try {
    await popup.waitFor({ state: 'hidden', timeout: opensMs });
  } catch {
    return [...problems, 'expected Escape to close it'];
  }
  const hasFocus = () => opener.evaluate((element) => element.contains(document.activeElement));
  return (await soon(hasFocus)) ? problems : [...problems, 'expected the focus back after Escape'];
}

async function soon(holds: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
