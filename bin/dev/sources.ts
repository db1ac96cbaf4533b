/** What must be done after a change of the sources. */
export interface Changes {
  /** These processes have read a file that changed. */
  server: boolean;
  worker: boolean;
  /** prisma/schema.prisma: the database client is generated from it. */
  databaseSchema: boolean;
  migrations: boolean;
  /** GraphQL's schema or the site's documents: the types of the operations are generated from them. */
  operations: boolean;
}

/** `.dependency-cruiser.mjs` has the rule: these are the folders that each part imports from. */
const folders = {
  server: ['contracts', 'machine', 'prisma', 'server'],
  worker: ['contracts', 'machine', 'prisma', 'learning', 'worker'],
};

/** The site watches its own sources; only its GraphQL documents need a step before. */
export const watchedFolders = [...new Set([...folders.server, ...folders.worker, 'web/graphql'])];

/** What is generated, and what editors leave beside a file. */
export function isIgnored(path: string): boolean {
  return /\/generated$|(^|\/)(\.|#)[^/]*$|~$/.test(path);
}

/** `paths`: of changed files, relative to the clone's root. */
export function changesOf(paths: readonly string[]): Changes {
  const databaseSchema = paths.includes('prisma/schema.prisma');
  const isIn = (path: string, names: string[]) => names.some((name) => path.startsWith(`${name}/`));
  const isRead = (names: string[]) =>
    databaseSchema || paths.some((path) => /\.(ts|mts|mjs|json|proto)$/.test(path) && isIn(path, names));
  return {
    server: isRead(folders.server),
    worker: isRead(folders.worker),
    databaseSchema,
    migrations: paths.some((path) => /^prisma\/migrations\/.+\.sql$/.test(path)),
    operations: paths.some((path) => path.endsWith('.graphql')),
  };
}
