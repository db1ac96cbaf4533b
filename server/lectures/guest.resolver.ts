import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.ts';
import {
  countGuestClasses,
  joinLecture,
  readGuestClasses,
  readGuestLecture,
  readGuestRuns,
  readInvitation,
  submitLectureRun,
} from './guest.service.ts';
import type { LectureContext } from './lecture.context.ts';
import {
  GuestLecture,
  JoinLecturePayload,
  LectureClass,
  LectureInvitation,
  LectureRun,
  SubmitLectureRunInput,
} from './lecture.type.ts';

/** All that a guest of a lecture may ask and do. No type here leads to anything else of the course. */
@Resolver(() => GuestLecture)
export class GuestResolver {
  @Query(() => LectureInvitation, { description: 'What everybody with the code of a lecture may know. No account.' })
  lectureInvitation(
    @Arg('code', () => String, { description: 'As it stands on the wall.' }) code: string,
    @Ctx() context: Context,
  ): Promise<LectureInvitation> {
    return readInvitation(context, code);
  }

  @Query(() => GuestLecture, {
    nullable: true,
    description: 'The lecture whose guest asks (x-lecture-guest); null for everybody else, and when it is over.',
  })
  guestLecture(@Ctx() context: Context): Promise<GuestLecture | null> {
    return readGuestLecture(context);
  }

  @Mutation(() => JoinLecturePayload, { description: 'Take part in a lecture that is open, without an account.' })
  joinLecture(
    @Arg('code', () => String, { description: 'As it stands on the wall.' }) code: string,
    @Arg('nickname', () => String, { description: '1 to 24 characters. Everybody in the room reads it.' })
    nickname: string,
    @Ctx() context: LectureContext,
  ): Promise<JoinLecturePayload> {
    return joinLecture(context, { code, nickname });
  }

  @Mutation(() => LectureRun, { description: 'For guests: train one of the choices, one at a time.' })
  submitLectureRun(
    @Arg('input', () => SubmitLectureRunInput) input: SubmitLectureRunInput,
    @Ctx() context: LectureContext,
  ): Promise<LectureRun> {
    return submitLectureRun(context, input);
  }

  @FieldResolver(() => [LectureRun], { description: "The guest's own, the oldest first." })
  runs(
    @Arg('first', () => Int, { defaultValue: 10, description: 'The newest ones: 1 to 30.' }) first: number,
    @Ctx() context: Context,
  ): Promise<LectureRun[]> {
    return readGuestRuns(context, first);
  }

  @FieldResolver(() => [LectureClass], { description: 'What the networks learn to tell apart: the first classes.' })
  classes(
    @Arg('first', () => Int, { defaultValue: 8, description: 'How many at most: 1 to 12.' }) first: number,
    @Ctx() context: LectureContext,
  ): Promise<LectureClass[]> {
    return readGuestClasses(context, first);
  }

  @FieldResolver(() => Int, { description: 'How many classes there are.' })
  classCount(@Ctx() context: LectureContext): Promise<number> {
    return countGuestClasses(context);
  }
}
