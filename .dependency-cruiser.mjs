/** The import rules of ARCHITECTURE.md. `npm run validate` runs them. */

/** What each part may import besides itself. Imports go one way, from the bottom of this list to its top. */
const parts = {
  contracts: [],
  machine: ['contracts'],
  prisma: ['contracts', 'machine'],
  learning: ['contracts', 'machine'],
  worker: ['contracts', 'machine', 'prisma', 'learning'],
  server: ['contracts', 'machine', 'prisma'],
  web: ['contracts'],
  deploy: [],
  bin: ['contracts', 'machine', 'prisma', 'learning', 'worker', 'server', 'web', 'deploy'],
};
const anyOf = (names) => `^(${names.join('|')})/`;

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(parts).map(([part, mayImport]) => ({
      name: `${part}-imports`,
      comment: `${part}/ may import only ${mayImport.join(', ') || 'itself'}.`,
      severity: 'error',
      from: { path: anyOf([part]) },
      to: { path: anyOf([...Object.keys(parts), 'tests']), pathNot: anyOf([part, ...mayImport]) },
    })),
    {
      name: 'learning-has-one-face',
      comment: 'Other parts import learning/index.ts and no other file of learning/. Tests may look inside.',
      severity: 'error',
      from: { path: anyOf(Object.keys(parts).filter((part) => part !== 'learning')) },
      to: { path: '^learning/', pathNot: '^learning/index\\.ts$' },
    },
    {
      name: 'no-cycles-between-folders',
      comment: 'No two folders inside a part import each other, directly or through others.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(learning|worker|server|web|bin)/[^/]+' },
      to: { circular: true },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'The contracts run in a browser: zod, yaml, Temporal and hashes, and nothing else.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { pathNot: ['^contracts/', '^node_modules/(zod|yaml|temporal-polyfill|@noble/hashes)/'] },
    },
    {
      name: 'nouns-below-server',
      comment: 'The files directly in server/ put the nouns together; the nouns do not know them.',
      severity: 'error',
      from: { path: '^server/[^/]+/' },
      to: { path: '^server/[^/]+$' },
    },
    {
      name: 'test-only-packages',
      comment: 'What runs in use imports only dependencies; devDependencies build, generate, check and test.',
      severity: 'error',
      from: { path: anyOf(Object.keys(parts)), pathNot: '^bin/checks/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.next[^/]*|/generated)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
