import { Field, ID, ObjectType } from 'type-graphql';
import { languages } from '#contracts/languages';
import { SiteRole as siteRoles } from '#prisma/client';
import { duties } from '../graphql/context.ts';
import { graphqlEnum } from '../graphql/types.ts';

export const SiteRole = graphqlEnum(
  'SiteRole',
  Object.values(siteRoles),
  'What an account may do on the whole site: ADMIN and TEACHER may create courses.',
);

export const Language = graphqlEnum('Language', languages, 'A language that the site has, by its BCP 47 code.', {
  en: 'English.',
  ko: 'Korean.',
});

export const AccountDuty = graphqlEnum(
  'AccountDuty',
  duties,
  'What the site asks of an account first: to confirm its e-mail address, or to set up a second factor.',
);

@ObjectType()
export class User {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => SiteRole) siteRole!: keyof typeof SiteRole;
}
