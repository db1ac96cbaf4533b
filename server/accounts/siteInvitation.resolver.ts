import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import type { AccountContext } from './account.context.ts';
import {
  type Invited,
  inviteToSite,
  listInvitations,
  openInvitation,
  revokeInvitation,
} from './siteInvitation.service.ts';
import {
  InviteToSiteInput,
  InviteToSitePayload,
  SiteInvitation,
  SiteInvitationConnection,
} from './siteInvitation.type.ts';

@Resolver(() => SiteInvitation)
export class SiteInvitationResolver {
  @Query(() => SiteInvitationConnection, { description: 'Administrators only: invitations, newest first.' })
  siteInvitations(@Args(() => PageArguments) page: PageArguments, @Ctx() context: Context) {
    return listInvitations(context, page);
  }

  @Query(() => String, {
    nullable: true,
    description: 'The address that the invitation of a link is for; null when the link is old, used or wrong.',
  })
  async invitedAddress(
    @Arg('token', () => String, { description: 'What the link carries.' }) token: string,
    @Ctx() context: Context,
  ): Promise<string | null> {
    return (await openInvitation(context.database, token))?.email ?? null;
  }

  @Mutation(() => [InviteToSitePayload], { description: 'Administrators only: invites people to make an account.' })
  inviteToSite(
    @Arg('input', () => InviteToSiteInput, { description: 'Whom.' }) input: InviteToSiteInput,
    @Ctx() context: AccountContext,
  ): Promise<Invited[]> {
    return inviteToSite(context, input);
  }

  @Mutation(() => SiteInvitation, { description: 'Administrators only: ends the link of an invitation.' })
  revokeSiteInvitation(
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
    @Ctx() context: Context,
  ): Promise<SiteInvitation> {
    return revokeInvitation(context, id);
  }
}
