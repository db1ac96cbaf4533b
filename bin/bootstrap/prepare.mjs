import { join } from 'node:path';
import { node, packageScript, root } from './project.mjs';
import { runStep } from './step.mjs';

/**
 * prisma/generated, from the schema. Prisma asks for a schema engine that generating does not call: any existing file
 * will do.
 */
export async function generateDatabaseClient() {
  await runStep({
    name: 'generate',
    says: 'generating the database client',
    stamp: 'prisma/generated/.inputs',
    inputs: ['prisma/schema.prisma', 'package-lock.json'],
    command: () => [
      node,
      [packageScript('prisma'), 'generate', '--schema', 'prisma/schema.prisma', '--no-hints'],
      {
        PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json'),
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    ],
  });
}

/** web/graphql/generated, from GraphQL's schema and the site's operations. */
export async function generateOperations() {
  await generateDocuments('operations', 'the site', 'web/codegen.ts', 'web/graphql', ['web/graphql']);
}

/** bin/api/generated, from GraphQL's schema and the operations of the commands. */
export async function generateCommandOperations() {
  const documents = ['bin/api/operations.graphql', 'bin/classroom/classroom.graphql', 'bin/demo/report.graphql'];
  await generateDocuments('commandOperations', 'the commands', 'bin/api/codegen.ts', 'bin/api', documents);
}

async function generateDocuments(name, whose, config, folder, documents) {
  await runStep({
    name,
    says: `generating the types of the GraphQL operations of ${whose}`,
    stamp: `${folder}/generated/.inputs`,
    inputs: ['server/schema.graphql', config, ...documents, 'package-lock.json'],
    ignored: (path) => path !== config && /\/generated$|\.tsx?$/.test(path),
    command: () => [node, [packageScript('@graphql-codegen/cli', 'graphql-codegen'), '--config', config]],
  });
}

/** The production build of the site, in web/.next. */
export async function buildSite() {
  await runStep({
    name: 'build',
    says: 'building the site',
    stamp: 'web/.next/.inputs',
    inputs: ['web', 'contracts', 'server/schema.graphql', 'package-lock.json'],
    ignored: isMade,
    command: () => [
      node,
      [packageScript('next'), 'build', 'web'],
      { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    ],
  });
}

/** What the steps themselves and their tools write below web/. */
export function isMade(path) {
  return /^web\/(\.next[^/]*|graphql\/generated|next-env\.d\.ts|[^/]*\.tsbuildinfo)(\/|$)/.test(path);
}
