/**
 * The environment variables of the site. Only next.config.ts reads another, the folder of the build: Next.js loads that
 * file by itself, and it cannot import this one.
 */

/** Where the site reaches the API. It is read at each request: one build serves any API. */
export function apiUrl(): string {
  return process.env.API_URL ?? 'http://127.0.0.1:4000';
}

/** Where people reach the site, which decides whether cookies and headers are those of https. */
export function siteUrl(): string {
  return process.env.SITE_URL ?? 'http://localhost:3000';
}

/** How many proxies stand before the site. */
export function trustedProxyHops(): number {
  return Number(process.env.TRUSTED_PROXY_HOPS ?? 0);
}

/** Whether `next dev` runs, which compiles pages as they are asked for. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}
