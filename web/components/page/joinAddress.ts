/** Where one joins a course by its code. Who is not signed in comes back to it. */
export function joinAddress(code: string): string {
  return `/courses?code=${encodeURIComponent(code)}`;
}

/** The code of the course that somebody joins once they are signed in; undefined where they go elsewhere. */
export function codeToJoin(next: string | null): string | undefined {
  const query = next?.match(/^\/courses\?([^#]*)/)?.[1];
  return new URLSearchParams(query).get('code') || undefined;
}
