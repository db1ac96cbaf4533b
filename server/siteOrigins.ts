const loopbackNames = ['localhost', '127.0.0.1'];

/**
 * The origins from which browsers may send cookies along: the site's own and, when that is on this machine, its other
 * name.
 */
export function siteOrigins(siteUrl: string): string[] {
  const site = new URL(siteUrl);
  if (!loopbackNames.includes(site.hostname)) return [site.origin];
  return loopbackNames.map((name) => Object.assign(new URL(site.origin), { hostname: name }).origin);
}
