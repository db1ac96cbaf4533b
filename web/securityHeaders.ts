import { isDevelopment, siteUrl } from './environment.ts';

/** The one page that may use the camera: a network is tried there. */
const cameraPage = /^\/runs\/[^/]+\/try\/?$/;

/** What every answer of the site says to the browser besides its content security policy. */
export function securityHeaders(pathname: string): Record<string, string> {
  const camera = cameraPage.test(pathname) ? '(self)' : '()';
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': `camera=${camera}, geolocation=(), microphone=(), payment=(), usb=()`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(siteUrl().startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/**
 * Which sources a page may use. Only scripts with this page's nonce run, and what they load; Mantine and the charts
 * write styles into elements. Next.js gives its own scripts the nonce that it finds here.
 */
export function contentSecurityPolicy(nonce: string): string {
  // React evaluates code in development, to show where errors come from.
  const evaluates = isDevelopment() ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluates}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * What the site's scripts may do in a thread of their own, which has this policy and not its page's. Only there may
 * WebAssembly be compiled: TensorFlow.js computes a network in such a thread.
 */
export const threadSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');
