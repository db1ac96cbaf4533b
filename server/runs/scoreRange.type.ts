import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LeaderboardMetric as Metric } from '#contracts/metrics';
import { LeaderboardMetric } from '../assignments/assignment.type.ts';

@ObjectType({
  description: 'A score, as exactly as the asker may know it: it lies between two scores that are possible.',
})
export class ScoreRange {
  @Field(() => LeaderboardMetric, { description: 'What it is a score of: a share from 0 to 1, or a loss.' })
  metric!: Metric;
  @Field(() => Float, { description: 'The least score that it stands for.' }) low!: number;
  @Field(() => Float, { description: 'The greatest one; the same as low where the score is known exactly.' })
  high!: number;
  @Field(() => Int, { description: 'The images that it was measured on.' }) images!: number;
  @Field(() => Int, {
    description: 'How often each image was answered: the number of seeds where the mean of several counts, else 1.',
  })
  seeds!: number;
}
