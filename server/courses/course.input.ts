import { Field, InputType } from 'type-graphql';

@InputType()
export class CreateCourseInput {
  @Field(() => String, { description: '1 to 200 characters.' }) title!: string;
}
