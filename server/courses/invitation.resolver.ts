import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Invitation as InvitationRow, Section as SectionRow } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { isStaff, roleIn } from './access.ts';
import { courseLoaders } from './course.loaders.ts';
import { Course } from './course.type.ts';
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readOffer,
  revokeInvitation,
} from './invitation.service.ts';
import { CreateInvitationInput, Invitation, InvitationConnection, InvitationOffer } from './invitation.type.ts';
import { Section } from './section.type.ts';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => InvitationOffer, { description: 'What the link of an invitation leads to, for everybody who has it.' })
  invitationOffer(
    @Arg('token', () => String, { description: 'What the link ends in.' }) token: string,
    @Ctx() context: Context,
  ): Promise<InvitationOffer> {
    return readOffer(context, token);
  }

  @Mutation(() => Course, { description: 'Come into the course of an invitation.' })
  acceptInvitation(
    @Arg('token', () => String, { description: 'What the link ends in.' }) token: string,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return acceptInvitation(context, token);
  }

  @Mutation(() => Invitation, { description: 'Staff only; staff are invited by instructors.' })
  createInvitation(
    @Arg('input', () => CreateInvitationInput, { description: 'The invitation.' }) input: CreateInvitationInput,
    @Ctx() context: Context,
  ): Promise<InvitationRow> {
    return createInvitation(context, input);
  }

  @Mutation(() => Invitation, { description: 'Staff only. Nobody can use its link any more.' })
  revokeInvitation(
    @Arg('id', () => ID, { description: 'Of the invitation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<InvitationRow> {
    return revokeInvitation(context, id);
  }

  @FieldResolver(() => String, { description: 'Path of the link on this site.' })
  path(@Root() { token }: InvitationRow): string {
    return `/join/${token}`;
  }

  @FieldResolver(() => Section, { nullable: true, description: 'The section that it takes people into.' })
  async section(@Root() { sectionId }: InvitationRow, @Ctx() context: Context): Promise<SectionRow | null> {
    return sectionId === null ? null : courseLoaders(context).section.load(sectionId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether its link can be used now.' })
  isValid(@Root() { revokedAt, expiresAt, role, uses }: InvitationRow): boolean {
    return revokedAt === null && expiresAt > databaseNow() && (role === 'STUDENT' || uses === 0);
  }
}

@Resolver(() => Course)
export class CourseInvitationsResolver {
  @FieldResolver(() => InvitationConnection, {
    nullable: true,
    description: 'Newest first. For staff; null to students.',
  })
  async invitations(
    @Root() course: CourseRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<InvitationRow> | null> {
    return isStaff(await roleIn(context, course.id)) ? listInvitations(context, course.id, page) : null;
  }
}
