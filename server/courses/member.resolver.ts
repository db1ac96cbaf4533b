import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type {
  Course as CourseRow,
  Enrollment,
  PendingMember as PendingRow,
  Section as SectionRow,
  User as UserRow,
} from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { isStaff, isTaughtByViewer, requireMember, roleIn } from './access.ts';
import { courseLoaders, memberKey } from './course.loaders.ts';
import { Course } from './course.type.ts';
import {
  HandOverCourseInput,
  Member,
  MemberConnection,
  MemberFilter,
  MemberInput,
  PendingMember,
  PendingMemberConnection,
  SetMemberRoleInput,
  UpdateMemberInput,
} from './member.type.ts';
import { countSignedUp, listMembers, listPending } from './members.ts';
import { handOverCourse, readmitMember, removeMember, setMemberRole, updateMember } from './membership.ts';
import { Section } from './section.type.ts';

@Resolver(() => Member)
export class MemberResolver {
  @Mutation(() => Member, { description: 'Instructors only. A course keeps at least one instructor.' })
  setMemberRole(
    @Arg('input', () => SetMemberRoleInput, { description: 'Who becomes what.' }) input: SetMemberRoleInput,
    @Ctx() context: Context,
  ): Promise<Enrollment> {
    return setMemberRole(context, input);
  }

  @Mutation(() => Member, { description: 'Staff only.' })
  updateMember(
    @Arg('input', () => UpdateMemberInput, { description: 'What is left out stays.' }) input: UpdateMemberInput,
    @Ctx() context: Context,
  ): Promise<Enrollment> {
    return updateMember(context, input);
  }

  @Mutation(() => Member, {
    description: 'Staff only; staff are removed by instructors. Their runs stay, and they see nothing of the course.',
  })
  removeMember(
    @Arg('input', () => MemberInput, { description: 'Who goes.' }) input: MemberInput,
    @Ctx() context: Context,
  ): Promise<Enrollment> {
    return removeMember(context, input);
  }

  @Mutation(() => Member, { description: 'Staff only: takes back somebody who was removed, with their old role.' })
  readmitMember(
    @Arg('input', () => MemberInput, { description: 'Who comes back.' }) input: MemberInput,
    @Ctx() context: Context,
  ): Promise<Enrollment> {
    return readmitMember(context, input);
  }

  @Mutation(() => Course, { description: 'Instructors only: another member becomes the instructor in your place.' })
  handOverCourse(
    @Arg('input', () => HandOverCourseInput, { description: 'Who gets it.' }) input: HandOverCourseInput,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return handOverCourse(context, input);
  }

  @FieldResolver(() => User, { description: 'Their account.' })
  user(@Root() member: Enrollment, @Ctx() context: Context): Promise<UserRow | null> {
    return userLoaders(context).user.load(member.userId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'As the school has it. Own, or to staff; else null.' })
  async studentNumber(@Root() member: Enrollment, @Ctx() context: Context): Promise<string | null> {
    return (await mayKnow(context, member)) ? member.studentNumber : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the roster, which may differ from that of the account. Own, or to staff; else null.',
  })
  async registeredName(@Root() member: Enrollment, @Ctx() context: Context): Promise<string | null> {
    return (await mayKnow(context, member)) ? member.registeredName : null;
  }

  @FieldResolver(() => Section, { nullable: true, description: 'Own, or to staff; else null.' })
  async section(@Root() member: Enrollment, @Ctx() context: Context): Promise<SectionRow | null> {
    if (member.sectionId === null || !(await mayKnow(context, member))) return null;
    return courseLoaders(context).section.load(member.sectionId);
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'When they last asked for something of the course, to five minutes. To staff; else null.',
  })
  async lastSeenAt(@Root() member: Enrollment, @Ctx() context: Context): Promise<Date | null> {
    return isStaff(await roleIn(context, member.courseId)) ? member.lastSeenAt : null;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true, description: 'When they were removed, or left.' })
  removedAt(@Root() member: Enrollment): Date | null {
    return member.removedAt;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'In all assignments. Own, or to staff; else null.' })
  async runsSubmitted(@Root() member: Enrollment, @Ctx() context: Context): Promise<number | null> {
    return (await mayKnow(context, member)) ? courseLoaders(context).runsOfMember.load(memberKey(member)) : null;
  }
}

async function mayKnow(context: Context, { courseId, userId }: Enrollment): Promise<boolean> {
  return userId === context.viewer?.id || isStaff(await roleIn(context, courseId));
}

@Resolver(() => PendingMember)
export class PendingMemberResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether they have signed up with this address, though it is not confirmed: admitPending takes them.',
  })
  async hasAccount(@Root() { email }: PendingRow, @Ctx() context: Context): Promise<boolean> {
    return (await courseLoaders(context).accountOfAddress.load(email)) !== null;
  }

  @FieldResolver(() => Section, { nullable: true, description: 'The section that they will come into.' })
  async section(@Root() { sectionId }: PendingRow, @Ctx() context: Context): Promise<SectionRow | null> {
    return sectionId === null ? null : courseLoaders(context).section.load(sectionId);
  }
}

@Resolver(() => Course)
export class CourseMembersResolver {
  @FieldResolver(() => MemberConnection, { description: 'By name. Students find staff and themselves only.' })
  people(
    @Root() course: CourseRow,
    @Arg('filter', () => MemberFilter, { nullable: true, description: 'Whom to answer; everybody without it.' })
    filter: MemberFilter | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<Enrollment>> {
    return listMembers(context, course.id, filter ?? { removed: false, staffAndSelf: false }, page);
  }

  @FieldResolver(() => PendingMemberConnection, {
    nullable: true,
    description: 'People of the roster who are not in the course yet, by e-mail address. For staff; null to students.',
  })
  async pendingPeople(
    @Root() course: CourseRow,
    @Arg('search', () => String, { nullable: true, description: 'Part of an address, a name or a student number.' })
    search: string | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<PendingRow> | null> {
    return isStaff(await roleIn(context, course.id)) ? listPending(context, course.id, search, page) : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many of pendingPeople have signed up with the address of the roster. For staff; null to students.',
  })
  async pendingSignedUp(@Root() course: CourseRow, @Ctx() context: Context): Promise<number | null> {
    return isStaff(await roleIn(context, course.id)) ? countSignedUp(context, course.id) : null;
  }

  @FieldResolver(() => [Member], {
    description: 'Students see staff and themselves only.',
    deprecationReason: 'It answers everybody at once: use people.',
  })
  async members(@Root() course: CourseRow, @Ctx() context: Context): Promise<Enrollment[]> {
    const role = await requireMember(context, course.id);
    const members = await courseLoaders(context).membersOfCourse.load(course.id);
    return isStaff(role)
      ? members
      : members.filter((member) => isStaff(member.role) || member.userId === context.viewer?.id);
  }
}

/** What an account shows to those who teach it. */
@Resolver(() => User)
export class TaughtUserResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Own, or of a course one teaches; else null.' })
  async email(@Root() user: Pick<UserRow, 'id' | 'email'>, @Ctx() context: Context): Promise<string | null> {
    return user.id === context.viewer?.id || (await isTaughtByViewer(context, user.id)) ? user.email : null;
  }
}
