import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context, Viewer } from '../graphql/context.ts';
import { User } from './user.type.ts';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who asks; null before signing in.' })
  me(@Ctx() context: Context): Viewer | null {
    return context.viewer;
  }
}
