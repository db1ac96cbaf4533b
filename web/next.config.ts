import { resolve } from 'node:path';
import type { NextConfig } from 'next';

/** The clone's root: `#contracts/*` lies there, beside this folder. */
const root = resolve(import.meta.dirname, '..');

/** Messages are parsed when the site is built, so that no browser loads a parser of them. */
const messageLoader = {
  loader: 'next-intl/extractor/catalogLoader',
  options: { messages: { format: 'json', precompile: true } },
};

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // next-intl's plugin does this too, but only when Next.js runs in this folder.
  turbopack: {
    root,
    resolveAlias: {
      'next-intl/config': './request.ts',
      'use-intl/format-message': 'use-intl/format-message/format-only',
    },
    // The lessons' texts.
    rules: {
      '*.md': { type: 'raw' },
      '*.json': {
        loaders: [messageLoader],
        as: '*.js',
        condition: { all: [{ not: 'foreign' }, { path: '**/messages/*.json' }] },
      },
    },
  },
  experimental: {
    // Apollo's checks for developers depend on a constant of another module.
    turbopackCrossModuleConstants: true,
    // Few files compress better than many: most visits begin with the page that somebody came for.
    turbopackChunking: { firstPageLoadPriority: 1, minChunkSize: 300_000, maxMergeChunkSize: 1_000_000 },
  },
  outputFileTracingRoot: root,
};

export default config;
