import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { type Person, signIn } from './api.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How long a page may take for one step: a busy machine is slow, and being slow is no fault. */
export const patienceMs = 120_000;

/**
 * The Chromium that CHROMIUM_PATH names, else one on the PATH, else the one inside the package @sparticuz/chromium.
 * Throws when none starts. `further` are arguments for it.
 */
export async function openBrowser(further: string[] = []): Promise<Browser> {
  const installed = process.env.CHROMIUM_PATH ?? onPath();
  // Chromium's sandbox does not start as root, which CI and containers often are.
  if (installed !== undefined)
    return launch({ executablePath: installed, args: ['--no-sandbox', ...further] }, installed);
  const { default: packaged } = await import('@sparticuz/chromium');
  return launch(
    { executablePath: await packaged.executablePath(), args: [...packaged.args, ...further] },
    'the package @sparticuz/chromium',
  );
}

/** A context of its own in which the person is signed in. */
export async function signedInContext(
  browser: Browser,
  url: string,
  person: Pick<Person, 'email' | 'password'>,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const { headers } = await signIn(url, person);
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, ...options });
  await context.addCookies(
    (headers.cookie ?? '').split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url };
    }),
  );
  return context;
}

/** Everything that a person would not see and yet is wrong: errors in the console, exceptions, requests that failed. */
export function watchForProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${page.url()})`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message} (${page.url()})`));
  page.on('response', (response) => {
    if (response.status() >= 400)
      problems.push(`${response.status()} for ${response.request().method()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The page itself gives up what it prefetched for links that it leaves behind.
    if (reason !== 'net::ERR_ABORTED') problems.push(`${reason} for ${request.method()} ${request.url()}`);
  });
  return problems;
}

async function launch(options: LaunchOptions, what: string): Promise<Browser> {
  try {
    return await chromium.launch(options);
  } catch (error) {
    throw new Error(`expected ${what} to start as a browser, received: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    });
  }
}

function onPath(): string | undefined {
  const directories = process.env.PATH?.split(delimiter) ?? [];
  return directories
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find((path) => existsSync(path));
}
