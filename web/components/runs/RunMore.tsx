'use client';

import type { Recipe } from '#contracts/recipe';
import type { EpochFieldsFragment, RunQuery } from '../../graphql/generated/graphql.ts';
import { EngineFacts } from './EngineFacts.tsx';
import { ExportCard } from './ExportCard.tsx';
import { FurtherSeeds } from './FurtherSeeds.tsx';
import { RecipeCode } from './RecipeCode.tsx';

interface RunMoreProps {
  run: RunQuery['run'];
  /** Whether the reader submitted it. */
  isOfReader: boolean;
  epochs: EpochFieldsFragment[];
}

/** What stands beside a run further down: further seeds, what computed it, its exports and its recipe. */
export function RunMore({ run, isOfReader, epochs }: RunMoreProps) {
  return (
    <>
      {isOfReader && run.assignment.seedsCounted > 1 && (
        <FurtherSeeds runId={run.id} seeds={run.assignment.seedsCounted} />
      )}
      <EngineFacts environment={run.environment} />
      {run.status === 'SUCCEEDED' && (
        <ExportCard
          runId={run.id}
          kept={run.hasTrainedModel}
          recipe={run.recipe as Recipe}
          classNames={run.assignment.datasetVersion.classNames}
          epochs={epochs}
          startedAt={run.startedAt}
        />
      )}
      <RecipeCode recipe={run.recipe} />
    </>
  );
}
