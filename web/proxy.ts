import { type NextRequest, NextResponse } from 'next/server';
import { apiUrl } from './environment.ts';

/**
 * Sends what belongs to the API on to it, WebSocket upgrades too, so that people see one origin and need no CORS.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  return NextResponse.rewrite(new URL(pathname + search, apiUrl()));
}

export const config = {
  matcher: ['/graphql', '/api/auth/:path*', '/uploads/:path*', '/uploads', '/images/:path*', '/exports/:path*'],
};
