import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Export as ExportRow, Run as RunRow } from '#prisma/client';
import { changesNothing } from '../graphql/mutations.ts';
import type { RunContext } from '../runs/run.service.ts';
import { Run } from '../runs/run.type.ts';
import { fileName, getExport, requestExport } from './export.service.ts';
import { Export, ExportRunInput } from './export.type.ts';

@Resolver(() => Export)
export class ExportResolver {
  @changesNothing()
  @Mutation(() => Export, {
    description: 'Asks a worker to write the model of a run. Poll export until it is written.',
  })
  exportRun(@Arg('input', () => ExportRunInput) input: ExportRunInput, @Ctx() context: RunContext): Promise<ExportRow> {
    return requestExport(context, input.runId, input.format);
  }

  @Query(() => Export)
  export(@Arg('id', () => ID) id: string, @Ctx() context: RunContext): Promise<ExportRow> {
    return getExport(context, id);
  }

  @FieldResolver(() => String)
  fileName(@Root() row: ExportRow): string {
    return fileName(row);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Path of the file on this site, for one who may see the run; null until it is written.',
  })
  downloadPath(@Root() { id, address }: ExportRow): string | null {
    return address === null ? null : `/exports/${id}`;
  }
}

@Resolver(() => Run)
export class RunExportsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether its trained model is kept, so that it can be exported.' })
  hasTrainedModel(@Root() run: RunRow): boolean {
    return run.trainedParameters !== null;
  }
}
