import { resolve } from 'node:path';
import type { NextConfig } from 'next';

/** The clone's root: `#contracts/*` lies there, beside this folder. */
const root = resolve(import.meta.dirname, '..');

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // next-intl's plugin does this too, but only when Next.js runs in this folder.
  turbopack: { root, resolveAlias: { 'next-intl/config': './i18n/request.ts' } },
  outputFileTracingRoot: root,
};

export default config;
