import type { EngineName } from '#contracts/provenance';
import { parseRecipe } from '#contracts/recipe';
import { estimateRunMemory } from '#learning';
import type { Database } from '#prisma/client';

/**
 * Bytes that a run may need on an engine; 0 where that cannot be told: its row is gone, or its recipe from another
 * version.
 */
export async function memoryNeeded(database: Database, runId: string, engine: EngineName): Promise<number> {
  const run = await database.run.findUnique({
    where: { id: runId },
    select: { recipe: true, assignment: { select: { datasetVersion: true } } },
  });
  const { recipe } = parseRecipe(run?.recipe);
  if (!run || !recipe) return 0;
  const { classNames, trainCount, validationCount, testCount } = run.assignment.datasetVersion;
  const images = { train: trainCount, validation: validationCount, test: testCount };
  return estimateRunMemory(recipe, { classes: classNames.length, images }, engine);
}
