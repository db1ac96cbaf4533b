import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { LtiContext as ContextRow, Course as CourseRow, LtiPlatform as PlatformRow } from '#prisma/client';
import { requireAdministrator } from '../accounts/viewer.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { Site } from '../site/site.type.ts';
import type { LtiContext as LtiRequest } from './lti.context.ts';
import {
  connectContext,
  deletePlatform,
  deliveryOf,
  disconnectContext,
  getOwnLtiContext,
  invitePlatform,
  readTicket,
  resendScores,
  savePlatform,
} from './lti.service.ts';
import {
  LtiArrival,
  LtiContext,
  LtiDelivery,
  LtiInvitationPayload,
  LtiPlatform,
  LtiPlatformInput,
  LtiRosterPayload,
  LtiTool,
} from './lti.type.ts';
import { syncRoster } from './roster.ts';

@Resolver()
export class LtiResolver {
  @Query(() => [LtiPlatform], { description: 'Administrators only: the registered platforms, by name.' })
  async ltiPlatforms(
    @Arg('first', () => Int, { defaultValue: 100, description: '1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<PlatformRow[]> {
    requireAdministrator(context, 'see the platforms');
    if (first < 1 || first > 100)
      throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 100, received ${first}.`);
    return context.database.ltiPlatform.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], take: first });
  }

  @Query(() => LtiTool, { description: 'What a platform must know of this site to register it by hand.' })
  ltiTool(@Ctx() { lti }: LtiRequest): LtiTool {
    return {
      loginUrl: `${lti.siteUrl}/lti/login`,
      launchUrl: `${lti.siteUrl}/lti/launch`,
      jwksUrl: `${lti.siteUrl}/lti/jwks`,
    };
  }

  @Query(() => LtiContext, { description: "A platform's course, for those who teach it there or here." })
  ltiContext(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ContextRow> {
    return getOwnLtiContext(context, id);
  }

  @Query(() => LtiArrival, { nullable: true, description: 'Who came from a platform with this ticket.' })
  ltiArrival(@Arg('ticket', () => String) ticket: string, @Ctx() context: Context): Promise<LtiArrival | null> {
    return readTicket(context, ticket);
  }

  @Mutation(() => LtiPlatform, { description: 'Administrators only: adds a platform or changes one.' })
  saveLtiPlatform(
    @Arg('input', () => LtiPlatformInput) input: LtiPlatformInput,
    @Ctx() context: LtiRequest,
  ): Promise<PlatformRow> {
    return savePlatform(context, input);
  }

  @Mutation(() => Boolean, {
    description: 'Administrators only: forgets a platform with its connected courses and what waits for it.',
  })
  deleteLtiPlatform(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<boolean> {
    return deletePlatform(context, id);
  }

  @Mutation(() => LtiInvitationPayload, { description: 'Administrators only: an address for dynamic registration.' })
  inviteLtiPlatform(@Ctx() context: LtiRequest): Promise<LtiInvitationPayload> {
    return invitePlatform(context);
  }

  @Mutation(() => LtiContext, { description: "Staff of both: connects a platform's course to one here." })
  connectLtiContext(
    @Arg('id', () => ID, { description: "The platform's course." }) id: string,
    @Arg('courseId', () => ID, { description: 'The course here.' }) courseId: string,
    @Ctx() context: Context,
  ): Promise<ContextRow> {
    return connectContext(context, id, courseId);
  }

  @Mutation(() => Boolean, { description: "Staff only: parts a platform's course from the one here." })
  disconnectLtiContext(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<boolean> {
    return disconnectContext(context, id);
  }

  @Mutation(() => LtiRosterPayload, { description: "Staff only: reads who is in the platform's course." })
  readLtiRoster(@Arg('id', () => ID) id: string, @Ctx() context: LtiRequest): Promise<LtiRosterPayload> {
    return syncRoster(context, id);
  }

  @Mutation(() => LtiContext, { description: 'Staff only: tries at once to send what has not arrived.' })
  resendLtiScores(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ContextRow> {
    return resendScores(context, id);
  }
}

@Resolver(() => LtiContext)
export class LtiContextResolver {
  @FieldResolver(() => String, { description: "The platform's name." })
  async platform(@Root() row: ContextRow, @Ctx() { database }: Context): Promise<string> {
    return (await database.ltiPlatform.findUniqueOrThrow({ where: { id: row.platformId } })).name;
  }

  @FieldResolver(() => Course, { nullable: true, description: 'The course here.' })
  async course(@Root() { courseId }: ContextRow, @Ctx() context: Context): Promise<CourseRow | null> {
    if (courseId === null || (await roleIn(context, courseId)) === null) return null;
    return courseLoaders(context).course.load(courseId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the platform tells who is in the course.' })
  tellsRoster(@Root() row: ContextRow): boolean {
    return row.membershipsUrl !== null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the platform takes grades.' })
  takesGrades(@Root() row: ContextRow): boolean {
    return row.lineItemsUrl !== null;
  }

  @FieldResolver(() => LtiDelivery, { description: 'How published grades have arrived.' })
  delivery(@Root() row: ContextRow, @Ctx() context: Context): Promise<LtiDelivery> {
    return deliveryOf(context, row.id);
  }
}

@Resolver(() => Site)
export class SiteLtiResolver {
  @FieldResolver(() => Boolean, { description: 'Whether a learning platform is registered, to which courses connect.' })
  async hasPlatforms(@Ctx() { database }: Context): Promise<boolean> {
    return (await database.ltiPlatform.findFirst({ select: { id: true } })) !== null;
  }
}

@Resolver(() => Course)
export class CourseLtiResolver {
  @FieldResolver(() => [LtiContext], {
    nullable: true,
    description: "The platforms' courses that it is connected to; null to students.",
  })
  async ltiContexts(
    @Root() course: CourseRow,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<ContextRow[] | null> {
    if (!isStaff(await roleIn(context, course.id))) return null;
    const take = Math.min(100, Math.max(1, first));
    return context.database.ltiContext.findMany({
      where: { courseId: course.id },
      orderBy: { createdAt: 'asc' },
      take,
    });
  }
}
