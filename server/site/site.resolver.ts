import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { chooseLanguage } from '#contracts/languages';
import type { SiteSettings } from '#prisma/client';
import type { AccountContext, Delivery } from '../accounts/account.context.ts';
import { readSiteSettings } from '../accounts/siteSettings.ts';
import { Language } from '../accounts/user.type.ts';
import { PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { readOutbox, updateSite } from './site.service.ts';
import { MailConnection, MailDelivery, Site, UpdateSiteInput } from './site.type.ts';

@Resolver(() => Site)
export class SiteResolver {
  @Query(() => Site, { description: 'The site, for everybody.' })
  site(@Ctx() context: Context): Promise<SiteSettings> {
    return readSiteSettings(context.database);
  }

  @Query(() => MailConnection, {
    description: 'Administrators only, in development without a mail server: e-mails that were not sent.',
  })
  outbox(@Args(() => PageArguments) page: PageArguments, @Ctx() context: AccountContext) {
    return readOutbox(context, page);
  }

  @Mutation(() => Site, { description: 'Administrators only.' })
  updateSite(
    @Arg('input', () => UpdateSiteInput, { description: 'What changes.' }) input: UpdateSiteInput,
    @Ctx() context: AccountContext,
  ): Promise<SiteSettings> {
    return updateSite(context, input);
  }

  @FieldResolver(() => Language, { description: 'The language for readers of whom nothing else says one.' })
  language(@Root() { language }: SiteSettings): keyof typeof Language {
    return chooseLanguage({ site: language });
  }

  @FieldResolver(() => MailDelivery, { description: 'Where its e-mails go.' })
  mailDelivery(@Ctx() { delivery }: AccountContext): Delivery {
    return delivery;
  }

  @FieldResolver(() => Boolean, { description: 'Whether there is a privacy notice to read.' })
  hasPrivacyNotice(@Root() { privacyNotice }: SiteSettings): boolean {
    return privacyNotice.trim() !== '';
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the provider of single sign-on is called; null where there is none.',
  })
  singleSignOn(@Ctx() { singleSignOn }: AccountContext): string | null {
    return singleSignOn;
  }
}
