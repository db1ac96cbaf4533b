import type { Assignment, Database, DatasetVersion, Run, Transaction } from './client.ts';

/** What a run is trained on and scored by. */
export type RunTerms = Pick<Assignment, 'datasetVersionId' | 'metric' | 'publicShare' | 'scoreStep' | 'seed'>;

type Submitted = Pick<Run, 'assignmentId' | 'revision'>;

/** The assignment's terms, or those of the earlier revision that the run was submitted to. */
export async function termsOf(
  database: Database | Transaction,
  { assignmentId, revision }: Submitted,
): Promise<RunTerms> {
  const earlier = await database.assignmentRevision.findUnique({
    where: { assignmentId_revision: { assignmentId, revision } },
  });
  return earlier ?? database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
}

/** The dataset version that a run was trained on. */
export async function datasetVersionOf(database: Database, run: Submitted): Promise<DatasetVersion> {
  const { datasetVersionId: id } = await termsOf(database, run);
  return database.datasetVersion.findUniqueOrThrow({ where: { id } });
}
