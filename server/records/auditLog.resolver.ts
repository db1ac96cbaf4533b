import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, AuditEntry as EntryRow, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { Course } from '../courses/course.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { listAuditChoices, listChanges } from './auditLog.service.ts';
import { AuditChoices, AuditEntry, AuditEntryConnection, AuditFilterInput } from './auditLog.type.ts';

interface Choices {
  actors: UserRow[];
  actions: string[];
}

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description:
      'What was changed on the whole site, in all courses too, newest first. Null to all but administrators.',
  })
  async auditLog(
    @Arg('filter', () => AuditFilterInput, { defaultValue: {}, description: 'All when left out.' })
    filter: AuditFilterInput,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<EntryRow> | null> {
    return context.viewer?.siteRole === 'ADMIN' ? listChanges(context, null, filter, page) : null;
  }

  @Query(() => AuditChoices, { nullable: true, description: 'What it can be filtered by. Null as the log is.' })
  async auditChoices(@Ctx() context: Context): Promise<Choices | null> {
    return context.viewer?.siteRole === 'ADMIN' ? listAuditChoices(context, null) : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who did it. Null: the system, or an account that is gone.',
  })
  actor(@Root() { actorId }: EntryRow, @Ctx() context: Context): Promise<UserRow | null> | null {
    return actorId === null ? null : userLoaders(context).user.load(actorId);
  }

  @FieldResolver(() => Course, { nullable: true, description: 'In which course; null: on the whole site.' })
  course(@Root() { courseId }: EntryRow, @Ctx() context: Context): Promise<CourseRow | null> | null {
    return courseId === null ? null : courseLoaders(context).course.load(courseId);
  }
}

@Resolver(() => Course)
export class CourseAuditResolver {
  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description: 'What its staff changed in it, newest first. Null to students.',
  })
  async auditLog(
    @Root() course: CourseRow,
    @Arg('filter', () => AuditFilterInput, { defaultValue: {}, description: 'All when left out.' })
    filter: AuditFilterInput,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<EntryRow> | null> {
    return isStaff(await roleIn(context, course.id)) ? listChanges(context, course.id, filter, page) : null;
  }

  @FieldResolver(() => AuditChoices, {
    nullable: true,
    description: 'What its log can be filtered by. Null to students.',
  })
  async auditChoices(@Root() course: CourseRow, @Ctx() context: Context): Promise<Choices | null> {
    return isStaff(await roleIn(context, course.id)) ? listAuditChoices(context, course.id) : null;
  }
}
