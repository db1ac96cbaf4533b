import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Run } from './run.type.ts';

@ObjectType()
export class RerunRunPayload {
  @Field(() => Run, { description: 'The new run.' }) run!: Run;
  @Field(() => Boolean, { description: 'True when a rerun of it waited or trained already: run is that one.' })
  alreadyQueued!: boolean;
}

@ObjectType()
export class RerunCountedRunsPayload {
  @Field(() => ID) assignmentId!: string;
  @Field(() => Int, { description: 'Runs that now wait to be trained again.' }) queued!: number;
  @Field(() => Int, { description: 'Runs that count and had a rerun of this revision already.' })
  alreadyQueued!: number;
}

@ObjectType({ description: 'What training all counted runs of an assignment again would do now.' })
export class RerunPlan {
  @Field(() => Int, { description: 'Runs that it would queue.' }) due!: number;
  @Field(() => Int, { description: 'Runs that count and have a rerun of this revision already.' }) done!: number;
}
