import { Field, ID, InputType } from 'type-graphql';

@InputType()
export class ImportDatasetInput {
  @Field(() => ID) courseId!: string;
  @Field(() => String, { description: 'A name that the course has already gives that dataset a new version.' })
  name!: string;
  @Field(() => ID, { description: 'The last path segment of a finished tus upload to /uploads.' }) uploadId!: string;
  @Field(() => String, { defaultValue: '', description: 'Whose pictures these are and under which licence.' })
  attribution!: string;
}
