import { mostAnalysed } from '#contracts/analysis';
import type { EngineName } from '#contracts/provenance';
import { parseRecipe } from '#contracts/recipe';
import { estimateExportMemory, estimateRunMemory } from '#learning';
import type { Database } from '#prisma/client';
import type { AnalysisJob } from '#prisma/queue';
import { datasetVersionOf } from '#prisma/runTerms';

/**
 * An upper bound of the bytes that a job takes: of an analysis what a run with as many images would, of a single
 * picture the network and its copies. 0 when it is unknown: the recipe is from another version.
 */
export async function memoryFor(
  database: Database,
  job: AnalysisJob,
  runId: string,
  engine: EngineName,
): Promise<number> {
  const run = await database.run.findUniqueOrThrow({ where: { id: runId } });
  const { recipe } = parseRecipe(run.recipe);
  if (!recipe) return 0;
  const { classNames, trainCount, validationCount } = await datasetVersionOf(database, run);
  const classes = classNames.length;
  if (!('runId' in job)) return estimateExportMemory(recipe, classes);
  const images = { train: Math.min(mostAnalysed, trainCount), validation: validationCount, test: 0 };
  return estimateRunMemory(recipe, { classes, images }, engine);
}
