import { type NextRequest, NextResponse } from 'next/server';

/**
 * Sends what belongs to the API on to it, WebSocket upgrades too, so that people see one origin and need no CORS.
 * The address is read at run time: one build serves any API.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  return NextResponse.rewrite(new URL(pathname + search, process.env.API_URL ?? 'http://127.0.0.1:4000'));
}

export const config = { matcher: ['/graphql', '/api/auth/:path*', '/uploads/:path*', '/uploads', '/images/:path*'] };
