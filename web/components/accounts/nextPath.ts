/** Where to go after signing in: to the page that asked for it, as long as it is one of this site's. */
export function nextPath(next: string | null): string {
  // A browser leaves tabs and line ends out of an address: "/\t/elsewhere" is another site.
  return next !== null && /^\/(?![/\\])[^\p{Cc}]*$/u.test(next) ? next : '/courses';
}
