import type { BrowserContext } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, patienceMs, signedInContext } from '../setup/browser.ts';
import { password } from '../setup/classroom.ts';
import { attackHosts, expectWhole, type HostAttack } from '../setup/hostCampaign.ts';
import { whyNoHostedSite } from '../setup/hostedSite.ts';

// The long form of hosts.test.ts: ten machines, each of which is cut off, paused and without power once, while thirty
// runs are trained. Each run is watched, and one in a browser.

const reason = whyNoHostedSite();
if (reason) console.warn(`skipped: tests/flow/hosts.long.ts, because ${reason}.`);

const hosts = ['worker1', 'api1', 'site1', 'db', 'worker2', 'proxy', 's3', 'api2', 'worker3', 'site2'];
/** Enough of them that runs are trained while each host is away. */
const epochs = 60;
const kinds = ['cut off', 'without power', 'paused'] as const;

test.skipIf(reason)(
  'thirty runs and those who watch them go on while each of ten machines goes in three ways',
  async () => {
    const attacks = kinds.flatMap((kind) => hosts.map((host): HostAttack => ({ host, kind, seconds: 15 })));
    const browser = await openBrowser();
    const contexts: BrowserContext[] = [];
    try {
      const campaign = await attackHosts(
        { counts: { apis: 2, sites: 2, workers: 3 }, students: 10, recipes: 3, epochs, attacks },
        async (site, runs) => {
          const { id, student } = runs.at(-1)!;
          const context = await signedInContext(browser, site.url, { email: student.user.email, password });
          contexts.push(context);
          const page = await context.newPage();
          page.setDefaultTimeout(patienceMs);
          await page.goto(`/runs/${id}`);
          // Nobody touches the page any more until its run has ended.
          await page.getByRole('rowheader', { name: String(epochs), exact: true }).waitFor({ timeout: 3_600_000 });
          await page.getByText('Succeeded').first().waitFor({ timeout: 600_000 });
        },
      );
      expectWhole(campaign);
      // How fast the machine is decides how many.
      expect(campaign.attacksInTime).toBeGreaterThan(attacks.length / 2);
    } finally {
      for (const context of contexts) await context.close();
      await browser.close();
    }
  },
  5_400_000,
);
