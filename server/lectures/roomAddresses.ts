import { networkInterfaces } from 'node:os';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Where phones in the room may reach the site: at its own address, or, where that is this machine's own name for
 * itself, at the machine's addresses in its networks. The site must listen there (SITE_HOST).
 */
export function roomAddresses(siteUrl: string, interfaces = networkInterfaces()): string[] {
  const site = new URL(siteUrl);
  if (!loopback.includes(site.hostname)) return [site.origin];
  const addresses = Object.values(interfaces).flatMap((all) =>
    (all ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  );
  return [...new Set(addresses)].map((address) => Object.assign(new URL(site.origin), { hostname: address }).origin);
}
