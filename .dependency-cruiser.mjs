/** The import rules of ARCHITECTURE.md. `npm run validate` runs them. */
const part = (name, mayImport) => ({
  name: `${name}-imports`,
  comment: `${name}/ may import only what ARCHITECTURE.md says.`,
  severity: 'error',
  from: { path: `^${name}/` },
  to: { path: '^(prisma|server|web|worker|bin|tests)/', pathNot: mayImport.map((path) => `^${path}`) },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    part('web', ['web/', 'prisma/contracts/']),
    part('server', ['server/', 'prisma/']),
    part('worker', ['worker/', 'prisma/']),
    part('prisma', ['prisma/']),
    part('bin', ['bin/', 'server/', 'worker/', 'prisma/']),
    {
      name: 'contracts-stand-alone',
      comment: 'The contracts run in a browser: zod and nothing else.',
      severity: 'error',
      from: { path: '^prisma/contracts/' },
      to: { pathNot: ['^prisma/contracts/', '^node_modules/zod/'] },
    },
    {
      name: 'test-only-packages',
      severity: 'error',
      from: { path: '^(prisma|server|web|worker|bin)/' },
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
