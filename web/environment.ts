/** The environment variables that the site reads, and the only file of the site that does. */

/** Where the site reaches the API. It is read at each request: one build serves any API. */
export function apiUrl(): string {
  return process.env.API_URL ?? 'http://127.0.0.1:4000';
}

/** The folder of the site's build, below web/. Two builds at once need two. */
export function buildDirectory(): string {
  return process.env.NEXT_DIST_DIR ?? '.next';
}
