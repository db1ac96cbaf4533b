import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Enrollment, User as UserRow } from '#prisma/client';
import { User } from '../accounts/user.type.ts';
import type { Context } from '../context.ts';
import { Member } from './member.type.ts';

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => User)
  user(@Root() member: Enrollment, @Ctx() context: Context): Promise<UserRow | null> {
    return context.loaders.user.load(member.userId);
  }
}
