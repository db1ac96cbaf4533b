import { Command } from 'commander';
import { readEnvironment } from '#machine/environment';
import { becomePart } from '../system/becomePart.ts';
import { systemParts } from '../system/parts.ts';

export function siteCommand(): Command {
  return new Command('site')
    .description('serve the built site alone; for containers and services that start each part by itself')
    .addHelpText(
      'after',
      `
It listens on SITE_HOST:WEB_PORT and asks the API at API_URL. SITE_URL says where people reach it, TRUSTED_PROXY_HOPS
how many proxies stand before it. It needs no database and no secret. "npm run build" builds it.`,
    )
    .action(() => {
      const ofOthers = { databaseUrl: '', authSecret: '' };
      becomePart(systemParts(readEnvironment(), { mode: 'production', ...ofOthers }).site);
    });
}
