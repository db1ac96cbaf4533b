import type { Database, DatasetVersion, Run } from './client.ts';

/** The dataset version that a run was trained on: its assignment's, or that of the earlier revision it belongs to. */
export async function datasetVersionOf(
  database: Database,
  { assignmentId, revision }: Pick<Run, 'assignmentId' | 'revision'>,
): Promise<DatasetVersion> {
  const earlier = await database.assignmentRevision.findUnique({
    where: { assignmentId_revision: { assignmentId, revision } },
  });
  if (earlier) return database.datasetVersion.findUniqueOrThrow({ where: { id: earlier.datasetVersionId } });
  const { datasetVersion } = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { datasetVersion: true },
  });
  return datasetVersion;
}
