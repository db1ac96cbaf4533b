import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A score, as exactly as the asker may know it: it lies between two scores that are possible.',
})
export class ScoreRange {
  @Field(() => Float, { description: 'The least score that it stands for.' }) low!: number;
  @Field(() => Float, { description: 'The greatest one; the same as low where the score is known exactly.' })
  high!: number;
  @Field(() => Int, { description: 'The images that it was measured on.' }) images!: number;
  @Field(() => Int, {
    description: 'How often each image was answered: the number of seeds where the mean of several counts, else 1.',
  })
  seeds!: number;
}
