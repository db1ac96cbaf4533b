import { Command } from 'commander';
import { readEnvironment } from '#machine/environment';
import { untilMigrated } from '#prisma/migrated';
import { siteSecret } from '../system/authSecret.ts';
import { becomePart } from '../system/becomePart.ts';
import { firstAccountLine, tokenForFirstAccount } from '../system/firstAccount.ts';
import { systemParts } from '../system/parts.ts';
import { requireDatabase } from '../system/requireDatabase.ts';

export function apiCommand(): Command {
  return new Command('api')
    .description('serve the API alone; for containers and services that start each part by itself')
    .addHelpText(
      'after',
      `
It listens on API_HOST:API_PORT, and needs DATABASE_URL and AUTH_SECRET; .env.example lists what else there is. It waits
until "npm run db:migrate" has brought the database up to date. Where the site is on another machine, SITE_NETWORKS says
from where it comes. While there is no account, it prints the address at which the first one is made.`,
    )
    .action(async () => {
      const environment = readEnvironment();
      const databaseUrl = requireDatabase(environment);
      await untilMigrated(databaseUrl, (why) => say(`waiting for the database: ${why}`));
      const authSecret = await siteSecret(environment);
      const firstAccountToken = await tokenForFirstAccount(databaseUrl, authSecret);
      const line = firstAccountLine({ url: environment.siteUrl, firstAccountToken });
      if (line) say(line);
      becomePart(systemParts(environment, { mode: 'production', databaseUrl, authSecret }).server);
    });
}

function say(line: string): void {
  process.stderr.write(`downstream: ${line}\n`);
}
