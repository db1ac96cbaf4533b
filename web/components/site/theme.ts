'use client';

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { floatingId } from './floating.ts';

const river: MantineColorsTuple = [
  '#e9f6f9',
  '#d6eaef',
  '#aad4de',
  '#7bbdcc',
  '#55a9bd',
  '#3d9db4',
  '#2e90a8',
  '#1c7d95',
  '#0b6b82',
  '#00596e',
];

/** Korean comments in code have no letters in the usual fonts of code. */
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans KR Variable', monospace";
const sans = "'Inter Variable', 'Noto Sans KR Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** The look of the whole site: one accent colour, generous line height, small radii. */
export const theme = createTheme({
  colors: { river },
  primaryColor: 'river',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: {
    fontFamily: sans,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.875rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1rem' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Portal: { defaultProps: { target: `#${floatingId}` } },
    // A status cut short by a narrow column says nothing.
    Badge: { styles: { root: { minWidth: 'max-content' } } },
  },
});

/**
 * What differs between light and dark. `light-dark()` would say it in the style sheets, but the build translates it to
 * something that does not see Mantine's choice. Secondary text, errors and green and orange badges are darker (in the
 * dark: lighter) than Mantine's own, which lack the contrast of 4.5 that small text needs.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c6670',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-red-light-color': '#b02525',
    '--mantine-color-orange-light-color': '#ad3c0c',
    '--page-background': '#f6f8f9',
    '--header-background': 'rgb(255 255 255 / 92%)',
    '--right-cell': 'var(--mantine-color-teal-5)',
    '--wrong-cell': 'var(--mantine-color-orange-5)',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a6a6',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-filled': '#c92a2a',
    '--page-background': 'var(--mantine-color-dark-8)',
    '--header-background': 'rgb(31 31 31 / 92%)',
    '--right-cell': 'var(--mantine-color-teal-9)',
    '--wrong-cell': 'var(--mantine-color-orange-9)',
  },
});
