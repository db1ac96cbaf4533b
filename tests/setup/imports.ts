import { defaultImportLimits } from '#contracts/importLimits';
import type { Database } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { importArchive } from '../../worker/imports/importArchive.ts';
import { claimImport } from '../../worker/imports/importRow.ts';
import { type Client, dataOf } from './api.ts';
import type { TestServer } from './server.ts';

const importState = `id status byContent progress { phase done total etaSeconds }
  report { imbalance problems classes { name trainCount validationCount testCount bytes }
    faults { kind count needsDecision canKeep files { path like reason } } passedOver { reason count files } }
  failure { code message }
  datasetVersion { id hash classNames trainCount validationCount testCount dataset { id name attribution } }`;

const stateQuery = `query($id: ID!) { datasetImport(id: $id) { ${importState} } }`;

/** Does the work of a worker for an import, in this process. */
export async function workOnImport(
  { database, options: { directories, datasetFolder }, importLimits }: TestServer,
  importId: string,
): Promise<void> {
  const claim = await claimImport(database as Database, importId);
  if (!claim) throw new Error(`expected the import ${importId} to be open`);
  await importArchive(claim, {
    database: database as Database,
    objects: openObjectStore(directories.objects),
    sealed: openObjectStore(directories.sealed),
    uploads: directories.uploads,
    datasetFolder: datasetFolder ?? null,
    limits: { ...defaultImportLimits, ...importLimits },
  });
}

/** The same for the next import that somebody begins. */
export async function workOnNextImport(server: TestServer): Promise<void> {
  for (;;) {
    const row = await server.database.datasetImport.findFirst({ where: { status: 'QUEUED' } });
    if (row) return workOnImport(server, row.id);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Imports an upload into a course and answers how the import stands when a worker has left it. */
export async function importUpload(
  server: Pick<TestServer, 'url'> | TestServer,
  client: Client,
  input: Record<string, unknown>,
) {
  const { importDataset } = await dataOf(
    client.query('mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }', { input }),
  );
  if ('database' in server) await workOnImport(server, importDataset.id);
  return waitForImport(client, importDataset.id);
}

/** How an import stands once it has ended or waits for a decision. */
export async function waitForImport(client: Client, id: string, patienceMs = 300_000) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { datasetImport } = await dataOf(client.query(stateQuery, { id }));
    if (!['QUEUED', 'CHECKING', 'WRITING'].includes(datasetImport.status)) return datasetImport;
    if (Date.now() > deadline) throw new Error(`the import is still ${datasetImport.status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
