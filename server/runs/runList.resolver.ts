import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Run as RunRow } from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { pageOfAssignment, pageOfViewer, tagsOfRuns } from './runList.service.ts';
import { RunConnection, RunFilterInput } from './runList.type.ts';

@Resolver(() => Assignment)
export class RunListResolver {
  @Query(() => RunConnection, {
    description: "One's own and one's teams' runs of all courses that one is in, newest first.",
  })
  myRuns(
    @Arg('filter', () => RunFilterInput, { defaultValue: {}, description: 'All when left out.' })
    filter: RunFilterInput,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<RunRow>> {
    return pageOfViewer(context, filter, page);
  }

  @Query(() => [String], {
    description: "Tags of an assignment's runs: to a student of their own and their team's. Those of most runs first.",
  })
  runTags(
    @Arg('assignmentId', () => ID, { description: 'The assignment.' }) assignmentId: string,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most, up to 200.' }) first: number,
    @Ctx() context: Context,
  ): Promise<string[]> {
    return tagsOfRuns(context, assignmentId, first);
  }

  @FieldResolver(() => RunConnection, {
    description: "Newest first. The staff see everybody's runs, a student their own and their team's.",
  })
  runs(
    @Root() assignment: AssignmentRow,
    @Arg('filter', () => RunFilterInput, { defaultValue: {}, description: 'All when left out.' })
    filter: RunFilterInput,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<RunRow>> {
    return pageOfAssignment(context, assignment, filter, page);
  }
}
