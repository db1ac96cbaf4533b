import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { languageOrNull } from '#contracts/languages';
import { PageArguments } from '../graphql/connection.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import type { AccountContext } from './account.context.ts';
import {
  type AccountWithMeans,
  changeLanguage,
  changeName,
  listAccounts,
  readAccount,
  readOwnAccount,
  removeSecondFactor,
  setSiteRole,
} from './account.service.ts';
import {
  Account,
  AccountConnection,
  ChangeEmailInput,
  ChangeEmailPayload,
  CreatePasswordLinkPayload,
  Session,
} from './account.type.ts';
import { changeAccountEmail, changeEmail, confirmEmail, sendEmailConfirmation } from './emailAddress.ts';
import { readLanguages } from './language.ts';
import { createPasswordLink, requestPasswordLink } from './passwordLink.ts';
import { endOtherSessions, endSession, listSessions } from './session.service.ts';
import { AccountDuty, Language, SiteRole, User } from './user.type.ts';

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, { description: "The asker's own account." })
  myAccount(@Ctx() context: Context): Promise<AccountWithMeans> {
    return readOwnAccount(context);
  }

  @Query(() => AccountConnection, { description: 'Administrators only: all accounts, in the order of names.' })
  accounts(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('search', () => String, { nullable: true, description: 'Words of names and addresses.' }) search:
      | string
      | null,
    @Arg('siteRole', () => SiteRole, { nullable: true, description: 'Only accounts with this role.' })
    siteRole: keyof typeof SiteRole | null,
    @Ctx() context: Context,
  ) {
    return listAccounts(context, { search: search ?? undefined, siteRole: siteRole ?? undefined }, page);
  }

  @Query(() => [Session], { description: 'Where one is signed in, the latest use first.' })
  mySessions(
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most: 1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<Session[]> {
    return listSessions(context, first);
  }

  @Mutation(() => Account, { description: "Changes one's own name: 1 to 100 characters that can be seen." })
  changeName(
    @Arg('name', () => String, { description: 'The new name.' }) name: string,
    @Ctx() context: Context,
  ): Promise<AccountWithMeans> {
    return changeName(context, name);
  }

  @Mutation(() => Account, { description: "Chooses the language of one's own pages and e-mails." })
  changeLanguage(
    @Arg('language', () => Language, {
      nullable: true,
      description: "Null: that of one's course, else that of the browser.",
    })
    language: keyof typeof Language | null,
    @Ctx() context: Context,
  ): Promise<AccountWithMeans> {
    return changeLanguage(context, language ?? null);
  }

  @Mutation(() => ChangeEmailPayload, { description: "Changes one's own address, by a link that goes to the new one." })
  async changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'The address and the password.' }) input: ChangeEmailInput,
    @Ctx() context: AccountContext,
  ): Promise<ChangeEmailPayload> {
    return { isDone: await changeEmail(context, input) };
  }

  @Mutation(() => Account, {
    description:
      'Administrators only: gives the account of somebody, but not of an administrator, another address. The old one ' +
      'is told, and the new one has to be confirmed.',
  })
  async changeAccountEmail(
    @Arg('userId', () => ID, { description: 'Whose address.' }) userId: string,
    @Arg('email', () => String, { description: 'The new address.' }) email: string,
    @Ctx() context: AccountContext,
  ): Promise<AccountWithMeans> {
    return readAccount(context, (await changeAccountEmail(context, userId, email)).id);
  }

  @Mutation(() => Boolean, { description: 'Sends the link once more that confirms the own address.' })
  async sendEmailConfirmation(@Ctx() context: AccountContext): Promise<boolean> {
    await sendEmailConfirmation(context);
    return true;
  }

  @Mutation(() => String, { description: 'Opens a link that confirms an address, and answers the address.' })
  async confirmEmail(
    @Arg('token', () => String, { description: 'What the link carries.' }) token: string,
    @Ctx() context: AccountContext,
  ): Promise<string> {
    return (await confirmEmail(context, token)).email;
  }

  @Mutation(() => Boolean, {
    description: 'Sends a link for a new password to this address, if it has an account. The answer does not say.',
  })
  async requestPasswordLink(
    @Arg('email', () => String, { description: 'The address of the account.' }) email: string,
    @Ctx() context: AccountContext,
  ): Promise<boolean> {
    await requestPasswordLink(context, email);
    return true;
  }

  @Mutation(() => CreatePasswordLinkPayload, {
    description:
      'A link for a new password, to hand out: by administrators to anybody but administrators, by instructors to ' +
      'students of their courses.',
  })
  createPasswordLink(
    @Arg('userId', () => ID, { description: 'Whose password.' }) userId: string,
    @Ctx() context: AccountContext,
  ): Promise<CreatePasswordLinkPayload> {
    return createPasswordLink(context, userId);
  }

  @Mutation(() => Account, { description: 'Administrators only: what an account may do on the whole site.' })
  setSiteRole(
    @Arg('userId', () => ID, { description: 'Whose role.' }) userId: string,
    @Arg('siteRole', () => SiteRole, { description: 'The new role.' }) siteRole: keyof typeof SiteRole,
    @Ctx() context: Context,
  ): Promise<AccountWithMeans> {
    return setSiteRole(context, userId, siteRole);
  }

  @Mutation(() => Account, { description: 'Administrators only: for somebody who has lost the phone.' })
  removeSecondFactor(
    @Arg('userId', () => ID, { description: 'Whose second factor.' }) userId: string,
    @Ctx() context: Context,
  ): Promise<AccountWithMeans> {
    return removeSecondFactor(context, userId);
  }

  @Mutation(() => Boolean, { description: "Ends one of one's own sessions." })
  async endSession(
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
    @Ctx() context: Context,
  ): Promise<boolean> {
    await endSession(context, id);
    return true;
  }

  @Mutation(() => Int, { description: "Ends one's own sessions but this one, and answers how many they were." })
  endOtherSessions(@Ctx() context: Context): Promise<number> {
    return endOtherSessions(context);
  }

  @FieldResolver(() => Language, { nullable: true, description: 'What its owner has chosen; null: nothing.' })
  language(@Root() { language }: AccountWithMeans): keyof typeof Language | null {
    return languageOrNull(language);
  }

  @FieldResolver(() => Boolean, { description: 'Whether one can sign in to it with a password.' })
  hasPassword(@Root() { accounts }: AccountWithMeans): boolean {
    return accounts.some(({ providerId }) => providerId === 'credential');
  }

  @FieldResolver(() => Boolean, { description: 'Whether one can sign in to it by single sign-on.' })
  hasSingleSignOn(@Root() { accounts }: AccountWithMeans): boolean {
    return accounts.some(({ providerId }) => providerId !== 'credential');
  }
}

@Resolver(() => User)
export class OwnUserResolver {
  @FieldResolver(() => AccountDuty, {
    nullable: true,
    description: 'What one has to do before one may take part; null when there is nothing, and of others.',
  })
  duty(@Root() user: Pick<Viewer, 'id'>, @Ctx() { viewer }: Context): Viewer['duty'] {
    return viewer?.id === user.id ? viewer.duty : null;
  }

  @FieldResolver(() => Language, {
    nullable: true,
    description: 'The language that one has chosen; null where one has chosen none, and of others.',
  })
  async language(
    @Root() { id }: Pick<Viewer, 'id'>,
    @Ctx() { viewer, database }: Context,
  ): Promise<keyof typeof Language | null> {
    return viewer?.id === id ? ((await readLanguages(database, [id])).get(id)?.account ?? null) : null;
  }

  @FieldResolver(() => Language, {
    nullable: true,
    description: 'The language of the course that one used last, of those that have one; null of others.',
  })
  async courseLanguage(
    @Root() { id }: Pick<Viewer, 'id'>,
    @Ctx() { viewer, database }: Context,
  ): Promise<keyof typeof Language | null> {
    return viewer?.id === id ? ((await readLanguages(database, [id])).get(id)?.course ?? null) : null;
  }
}
