import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: "A student's best run. Ties: the earlier one wins." })
export class LeaderboardEntry {
  @Field(() => Int, { description: 'From 1.' }) rank!: number;
  @Field(() => ID) runId!: string;
  @Field(() => String) backbone!: string;
  @Field(() => Float) score!: number;
  @Field(() => Int) runsSubmitted!: number;
}

@ObjectType({ description: "Every student's best run, ranked." })
export class Leaderboard {
  @Field(() => Boolean, { description: "Whether the scores are the private share's (assignment closed)." })
  isFinal!: boolean;
}
