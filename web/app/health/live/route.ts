/** Answers 200 while the site's process answers. */
export function GET(): Response {
  return Response.json({ status: 'live' });
}
