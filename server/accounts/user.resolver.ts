import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { User as UserRow } from '#prisma/client';
import type { Context } from '../context.ts';
import { User } from './user.type.ts';
import type { Viewer } from './viewer.ts';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who asks; null before signing in.' })
  me(@Ctx() context: Context): Viewer | null {
    return context.viewer;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Own, or of a course one teaches; else null.' })
  async email(@Root() user: Pick<UserRow, 'id' | 'email'>, @Ctx() context: Context): Promise<string | null> {
    const shown = user.id === context.viewer?.id || (await context.loaders.taughtByViewer.load(user.id)) !== null;
    return shown ? user.email : null;
  }
}
