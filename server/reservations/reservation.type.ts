import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Course } from '../courses/course.type.ts';

@ObjectType({
  description:
    'Workers that train the runs of one course first for some hours, on one day or every week. Runs that train ' +
    'already are not interrupted, and slots that are not reserved train everybody’s runs.',
})
export class Reservation {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { description: 'The only day, or the first one: "2026-12-03".' }) date!: string;
  @Field(() => String, { nullable: true, description: 'The last day of a weekly one; null: once.' })
  untilDate!: string | null;
  @Field(() => String, { description: 'When it begins, as clocks in timeZone show it: "14:00".' }) from!: string;
  @Field(() => String, { description: 'When it ends: "16:00"; "24:00" is midnight.' }) to!: string;
  @Field(() => String, { description: "The course's time zone, when it was made." }) timeZone!: string;
  @Field(() => Int, { nullable: true, description: 'How many runs at once; null: all that the workers can train.' })
  slots!: number | null;
  @Field(() => Course, {
    nullable: true,
    description: 'Null to those who are not in the course and may not teach.',
  })
  course!: Course | null;
  @Field(() => String, { nullable: true, description: 'What for; null where the course is.' }) note!: string | null;
  @Field(() => Boolean, { description: 'Whether the asker may remove it.' }) mayRemove!: boolean;
}

@ObjectType({ description: 'One time at which a reservation holds.' })
export class ReservedHours {
  @Field(() => GraphQLDateTime, { description: 'When it begins.' }) startsAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'When it ends.' }) endsAt!: Date;
  @Field(() => Reservation, { description: 'What reserves it.' }) reservation!: Reservation;
}

@InputType()
export class ReserveWorkersInput {
  @Field(() => ID, { description: 'For whose runs.' }) courseId!: string;
  @Field(() => String, { description: 'The only day, or the first one: "2026-12-03".' }) date!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Every week until this day, which is at most a year later; once, when left out.',
  })
  untilDate?: string | null;
  @Field(() => String, { description: 'When it begins, as clocks in the course’s time zone show it: "14:00".' })
  from!: string;
  @Field(() => String, { description: 'When it ends on the same day: "16:00", or "24:00" for midnight.' }) to!: string;
  @Field(() => Int, { nullable: true, description: 'How many runs at once: 1 to 1000; all, when left out.' })
  slots?: number | null;
  @Field(() => String, { defaultValue: '', description: 'What for: at most 200 characters.' }) note!: string;
}

@ObjectType()
export class RemoveReservationPayload {
  @Field(() => ID, { description: 'Of what was removed.' }) id!: string;
}
