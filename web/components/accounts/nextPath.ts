/** Where to go after signing in: to the page that asked for it, as long as it is one of this site's. */
export function nextPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/courses';
}
