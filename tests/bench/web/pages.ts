import type { Browser, Page } from 'playwright-core';
import { freePort } from '#prisma/postgres';
import { signIn } from '../../setup/api.ts';
import { openBrowser, signedInContext } from '../../setup/browser.ts';
import { password } from '../../setup/classroom.ts';
import { type Furnished, furnish } from '../../setup/furnished.ts';
import { startTestSite, type TestSite } from '../../setup/site.ts';

/** A site in the middle of a term, and a browser whose pages are measured. */
export interface Pages {
  site: TestSite;
  furnished: Furnished;
  browser: Browser;
  /** Where Lighthouse reaches the browser. */
  debuggingPort: number;
  /** The session of the furnished student, as a header. */
  cookie: string;
  /** A page of the student. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Without a worker, every page would say that none is there. No run is trained here. */
async function standInForWorker({ database }: TestSite): Promise<void> {
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await database.worker.create({
    data: { host: 'bench', engine: 'wasm', engineReason: 'none', environment: {}, concurrency: 1, lastSeenAt },
  });
}

export async function openPages(say: (line: string) => void): Promise<Pages> {
  say('building and filling a site …');
  const site = await startTestSite();
  const debuggingPort = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${debuggingPort}`]);
  const furnished = await furnish(site);
  await standInForWorker(site);
  const sam = { email: 'sam.student@example.org', password };
  const { headers } = await signIn(site.url, sam);
  const cookie = headers.cookie ?? '';
  return {
    site,
    furnished,
    browser,
    debuggingPort,
    cookie,
    async open(path) {
      const context = await signedInContext(browser, site.url, sam);
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(path);
      return page;
    },
    async close() {
      await browser.close();
      await site.stop();
    },
  };
}
