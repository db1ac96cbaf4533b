import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Run } from './run.type.ts';

@InputType()
export class SubmitRunInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => GraphQLJSON, { description: 'E.g. {backbone: "MobileNetV2"}; what is left out has a default.' })
  recipe!: unknown;
}

@ObjectType()
export class SubmitRunPayload {
  @Field(() => Run) run!: Run;
  @Field(() => Boolean, {
    description: 'True when this very recipe had been submitted before: run is the earlier one.',
  })
  alreadySubmitted!: boolean;
}
