import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Language, languages } from '#contracts/languages';
import { readEnvironment, setEnvironment } from '#machine/environment';
import { freePort } from '#prisma/postgres';
import type { DemoResult } from '../../bin/demo/report.ts';
import { runDemo } from '../../bin/demo/runDemo.ts';
import { stopwatch } from '../../bin/demo/stopwatch.ts';
import { startSystem } from '../../bin/system/startSystem.ts';
import { openBrowser, patienceMs, signedInContext } from '../setup/browser.ts';

const help = `npm run pictures — takes the pictures of the READMEs from the demo

It runs the demo, signs in as its student and as its instructor, and takes the pictures with Chromium, in every language
of the site. They go to docs/pictures. It takes some minutes more than the demo does.
`;

const folder = 'docs/pictures';
const width = 1280;

interface Picture {
  name: string;
  by: (demo: DemoResult) => DemoResult['students'][number];
  path: (demo: DemoResult) => string;
  /** What has to be there before the picture is taken. */
  shows: string;
  /** In pixels. */
  height: number;
}

const student = ({ students }: DemoResult) => students[0]!;
const pictures: Picture[] = [
  { name: 'run', by: student, path: ({ runs }) => `/runs/${runs[0]!.id}`, shows: 'figure', height: 1100 },
  {
    name: 'recipe',
    by: student,
    path: ({ classroom }) => `/assignments/${classroom.assignmentId}/submit`,
    shows: 'main form, main [role=slider]',
    height: 1300,
  },
  {
    name: 'board',
    by: ({ classroom }) => classroom.instructor,
    path: ({ classroom }) => `/assignments/${classroom.assignmentId}/leaderboard`,
    shows: 'table',
    height: 800,
  },
];

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const say = (line: string) => void process.stdout.write(`${line}\n`);
setEnvironment({ DATABASE_URL: '', AUTH_SECRET: '', SITE_URL: '', SITE_HOST: '', DATA_DIR: '.data/pictures' });
setEnvironment({ CACHE_DIR: '.data/cache', API_PORT: String(await freePort()) }, { keeps: true });
const environment = readEnvironment();
await mkdir(environment.DATA_DIR, { recursive: true });
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
const system = await startSystem(environment, {
  fresh: true,
  onLine: () => {},
  onGivenUp: (error) => say(error.message),
});
try {
  const demo = await runDemo(system, environment, [42], stopwatch({}, say));
  for (const picture of pictures) for (const language of languages) await take(demo, picture, language);
} finally {
  await browser.close();
  await system.stop();
}
process.exit();

async function take(demo: DemoResult, { name, by, path, shows, height }: Picture, locale: Language): Promise<void> {
  const context = await signedInContext(browser, system.url, by(demo), {
    viewport: { width, height },
    locale,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(path(demo));
    await page.locator(shows).first().waitFor();
    await settled(page);
    const file = `${folder}/${name}.${locale}.png`;
    await page.screenshot({ path: file });
    say(`${file} is ${path(demo)}, as ${by(demo).name} sees it.`);
  } finally {
    await context.close();
  }
}

/** Nothing is asked for any more, the fonts are there, and the charts have drawn themselves. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(2_000);
}
