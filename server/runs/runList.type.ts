import { Field, ID, InputType, Int } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { Run, RunStatus } from './run.type.ts';

export const RunConnection = connectionOf(() => Run, 'Run');

@InputType({ description: 'Which runs a list has. Each field that is given leaves out the runs that do not meet it.' })
export class RunFilterInput {
  @Field(() => [RunStatus], { nullable: true, description: 'In one of these states.' })
  statuses?: (keyof typeof RunStatus)[] | null;
  @Field(() => Boolean, { nullable: true, description: "True: only one's own and one's team's." })
  mine?: boolean | null;
  @Field(() => ID, { nullable: true, description: "This student's. Only staff may name another student." })
  studentId?: string | null;
  @Field(() => ID, { nullable: true, description: "This team's." }) teamId?: string | null;
  @Field(() => [String], { nullable: true, description: 'With one of these backbones, by the names of their recipes.' })
  backbones?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'With all of these tags.' }) tags?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'Submitted to this revision of the assignment, counted from 1.' })
  revision?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only runs by which staff had another one trained again; false: without them.',
  })
  reruns?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Words that all occur in the run's name, tags or backbone or, for staff, in its student's name, e-mail address " +
      'or student number. At most 200 characters.',
  })
  search?: string | null;
}
