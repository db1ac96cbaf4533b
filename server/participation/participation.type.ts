import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How far a class is with an assignment.' })
export class Participation {
  @Field(() => ID, { description: 'The assignment.' }) assignmentId!: string;
  @Field(() => Int, { description: 'Students of the course, or of the section that was asked for.' }) students!: number;
  @Field(() => Int, { description: 'Those who have submitted a run, or whose team has.' }) submitted!: number;
  @Field(() => Int, { description: 'Those who have submitted nothing, and are not excused.' }) notSubmitted!: number;
  @Field(() => Int, { description: 'Those who have submitted nothing, and need not.' }) excused!: number;
  @Field(() => Int, { description: "Those whose last run, or whose team's, failed." }) stuck!: number;
}
