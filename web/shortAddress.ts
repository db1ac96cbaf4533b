/** What people read in the "l" that lectures' addresses had: a capital i, a one. Slides and prints still have it. */
const misread = /^\/[li1](?=\/[^/]*$|$)/i;

/** Where a lecture's former short address leads, `/l/<code>`, however it was read; null for other addresses. */
export function lectureAddress(pathname: string): string | null {
  return misread.test(pathname) ? pathname.replace(misread, '/go') : null;
}
