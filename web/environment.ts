/**
 * The environment variables of the site. Only next.config.ts reads another, the folder of the build: Next.js loads that
 * file by itself, and it cannot import this one.
 */

/** Where the site reaches the API. It is read at each request: one build serves any API. */
export function apiUrl(): string {
  return process.env.API_URL ?? 'http://127.0.0.1:4000';
}
