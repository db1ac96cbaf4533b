import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Students who share one quota, one place and one grade in an assignment.' })
export class Team {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@InputType({ description: 'Where a student goes; neither `teamId` nor `newTeam`: out of every team.' })
export class PlaceInTeamInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => ID) userId!: string;
  @Field(() => ID, { nullable: true }) teamId?: string | null;
  @Field(() => String, { nullable: true, description: 'The name of a new team.' }) newTeam?: string | null;
}
