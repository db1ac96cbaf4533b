import { Field, ID, InputType } from 'type-graphql';

@InputType()
export class PublishWeightsInput {
  @Field(() => ID, { description: 'A succeeded run that trained its backbone.' }) runId!: string;
  @Field(() => String, { description: '1 to 100 characters, another name than those that the course has already.' })
  name!: string;
}
