import { resolve } from 'node:path';
import type { NextConfig } from 'next';
import { buildDirectory } from './environment.ts';

/** The clone's root: `#contracts/*` lies there, beside this folder. */
const root = resolve(import.meta.dirname, '..');

const config: NextConfig = {
  distDir: buildDirectory(),
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  turbopack: { root },
  outputFileTracingRoot: root,
};

export default config;
