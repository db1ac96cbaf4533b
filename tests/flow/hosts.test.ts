import { expect, test } from 'vitest';
import { attackHosts, expectWhole } from '../setup/hostCampaign.ts';
import { whyNoHostedSite } from '../setup/hostedSite.ts';

// A site on several machines, one of which after the other goes while runs are trained and watched. The long form has
// more of everything: hosts.long.ts.

const reason = whyNoHostedSite();
if (reason) console.warn(`skipped: tests/flow/hosts.test.ts, because ${reason}.`);

test.skipIf(reason)('runs and those who watch them go on while one machine after the other goes', async () => {
  const campaign = await attackHosts({
    counts: { apis: 2, sites: 1, workers: 2 },
    students: 2,
    recipes: 2,
    epochs: 8,
    attacks: [
      { host: 'worker1', kind: 'cut off', seconds: 14 },
      { host: 'api1', kind: 'without power', seconds: 6 },
      { host: 'db', kind: 'without power', seconds: 3 },
      { host: 'api2', kind: 'paused', seconds: 10 },
    ],
  });
  expectWhole(campaign);
  // The worker that was cut off lost its run to the other one.
  expect(campaign.claims).toBeGreaterThan(campaign.runs.length);
});
