import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import type { Pages } from './pages.ts';
import type { Measured } from './webRow.ts';

/** Lighthouse reckons for a moment to know a processor. Of one below this index it says that its scores are too low. */
const expectedIndex = 1000;

/** Loads of each page, of which the one with the median score counts: one alone says little. */
const loads = 3;

/** Lighthouse's score of a laptop, when the largest thing is painted, and how fast the machine's processor is. */
export async function lighthouseScores({ site, furnished, debuggingPort, cookie }: Pages): Promise<Measured[]> {
  const { ids } = furnished;
  const addresses = {
    'sign-in': ['/sign-in', false],
    assignment: [`/assignments/${ids['/assignments/']}`, true],
    run: [`/runs/${ids['/runs/']}`, true],
    board: [`/assignments/${ids['/assignments/']}/leaderboard`, true],
    zoo: ['/zoo', true],
  } as const;
  const rows: Measured[] = [];
  let index: number | null = null;
  for (const [name, [path, signedIn]] of Object.entries(addresses)) {
    const results: Result[] = [];
    while (results.length < loads) {
      const result = await lighthouse(
        site.url + path,
        {
          port: debuggingPort,
          logLevel: 'error',
          onlyCategories: ['performance'],
          ...(signedIn && { extraHeaders: { Cookie: cookie } }),
        },
        desktopConfig,
      );
      if (result) results.push(result.lhr);
    }
    const scoreOf = ({ categories }: Result) => categories.performance?.score ?? 0;
    const median = results.toSorted((a, b) => scoreOf(a) - scoreOf(b))[loads >> 1];
    const audits = median?.audits;
    index = median?.environment.benchmarkIndex ?? index;
    const score = median?.categories.performance?.score;
    const paint = audits?.['largest-contentful-paint']?.numericValue;
    rows.push(
      {
        measure: `${name}: performance`,
        value: score == null ? null : 100 * score,
        unit: 'points',
        target: 95,
        atLeast: true,
      },
      {
        measure: `${name}: largest paint`,
        value: paint === undefined ? null : paint / 1000,
        unit: 's',
        target: 2.5,
        atLeast: false,
      },
      {
        measure: `${name}: JavaScript`,
        value: scriptBytes(audits?.['network-requests']?.details),
        unit: 'KB',
        target: 250,
        atLeast: false,
      },
    );
  }
  return [
    { measure: "this machine's processor", value: index, unit: 'index', target: expectedIndex, atLeast: true },
    ...rows,
  ];
}

/** All scripts that the page had loaded when it was quiet, compressed, in kilobytes. */
function scriptBytes(details: unknown): number | null {
  const items = (details as { items?: { resourceType?: string; transferSize?: number }[] } | undefined)?.items;
  if (!items) return null;
  const scripts = items.filter(({ resourceType }) => resourceType === 'Script');
  return scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1000;
}
