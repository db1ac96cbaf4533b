import { Field, ID, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: "A part of a course's students, such as a laboratory group." })
export class Section {
  @Field(() => ID, { description: 'Its own, in all courses.' }) id!: string;
  @Field(() => String, { description: 'Its name, once in a course.' }) name!: string;
}

@InputType({ description: 'A section to create.' })
export class CreateSectionInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => String, { description: '1 to 100 characters that no other section of the course has.' }) name!: string;
}

@InputType({ description: 'Students to put into a section.' })
export class AssignSectionInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => [ID], { defaultValue: [], description: 'Their accounts: at most 2,000.' }) userIds!: string[];
  @Field(() => [String], {
    defaultValue: [],
    description:
      'Besides, e-mail addresses or student numbers of members and of people who wait for an account: at most 2,000. ' +
      'When one of them is nobody in the course, nothing changes.',
  })
  people!: string[];
  @Field(() => ID, { nullable: true, description: 'The section; null takes them out of theirs.' })
  sectionId!: string | null;
}
