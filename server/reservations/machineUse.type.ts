import { Field, Float, Int, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { Course } from '../courses/course.type.ts';
import { connectionOf } from '../graphql/connection.ts';

@ObjectType({ description: 'What one course has of the workers.' })
export class CourseUse {
  @Field(() => Course, { nullable: true, description: 'Null to those who are not in it and may not teach.' })
  course!: Course | null;
  @Field(() => Int, { description: 'Runs that train now.' }) running!: number;
  @Field(() => Int, { description: 'Runs that wait.' }) waiting!: number;
  @Field(() => Float, { description: 'Seconds for which workers had its runs in the last seven days.' })
  secondsThisWeek!: number;
}

@ObjectType({ description: 'Who uses the workers.' })
export class MachineUse {
  @Field(() => Int, { description: 'How many runs the workers that are there train at once.' }) slots!: number;
  @Field(() => [CourseUse], { description: 'Those that used them in the last seven days or wait, the busiest first.' })
  courses!: CourseUse[];
}

@ObjectType({ description: 'What one assignment has used of the workers, by all of its runs.' })
export class AssignmentUse {
  @Field(() => Assignment, { description: 'Which one.' }) assignment!: Assignment;
  @Field(() => Float, { description: 'Seconds for which workers had its runs.' }) secondsUsed!: number;
  @Field(() => Float, { description: "The same of the asker's own runs." }) ownSecondsUsed!: number;
  @Field(() => Int, { description: 'Runs that train or wait.' }) open!: number;
}

@ObjectType({ description: 'What one student, or their team, has used of an assignment.' })
export class StudentUse {
  @Field(() => User, { description: 'Whose.' }) student!: User;
  @Field(() => Float, { description: 'Seconds for which workers had the runs of the student, or of their team.' })
  secondsUsed!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Of how many seconds, with what extensions give; null: no limit.',
  })
  budgetSeconds!: number | null;
}

export const StudentUseConnection = connectionOf(() => StudentUse, 'StudentUse');
