import { type NextRequest, NextResponse } from 'next/server';
import { apiUrl } from './environment.ts';
import { contentSecurityPolicy, securityHeaders, threadSecurityPolicy } from './securityHeaders.ts';
import { lectureAddress } from './shortAddress.ts';

const ofTheApi = /^\/(graphql$|graphiql(\/|$)|api\/auth\/|uploads(\/|$)|lti\/|(images|pictures|exports|cards)\/)/;

/**
 * Sends what belongs to the API on to it, WebSocket upgrades too, so that people see one origin and need no CORS; the
 * API sets its own headers. Everything else is the site's, each page with a nonce of its own.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (ofTheApi.test(pathname)) return NextResponse.rewrite(new URL(pathname + search, apiUrl()));
  if (pathname.startsWith('/_next/static/')) return withHeaders(NextResponse.next(), threadSecurityPolicy, pathname);
  const lecture = lectureAddress(pathname);
  if (lecture) return NextResponse.redirect(new URL(lecture + search, request.nextUrl), 308);
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  return withHeaders(NextResponse.next({ request: { headers } }), policy, pathname);
}

function withHeaders(response: NextResponse, policy: string, pathname: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders(pathname))) response.headers.set(name, value);
  return response;
}
