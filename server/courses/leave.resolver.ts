import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { AccountContext } from '../accounts/account.context.ts';
import type { Context } from '../graphql/context.ts';
import { eraseAccount, eraseOwnAccount } from './eraseAccount.ts';
import { leaveCourse } from './leaveCourse.ts';

@Resolver()
export class LeaveResolver {
  @Mutation(() => Boolean, {
    description: 'Takes oneself out of a course. Runs stay. The last instructor hands the course over first.',
  })
  async leaveCourse(
    @Arg('courseId', () => ID, { description: 'Which course.' }) courseId: string,
    @Ctx() context: Context,
  ): Promise<boolean> {
    await leaveCourse(context, courseId);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      "Erases one's own account for good. Its runs stay under a pseudonym. The last instructor of a course hands it " +
      'over first.',
  })
  async eraseMyAccount(
    @Arg('password', () => String, { nullable: true, description: 'Of the account, where it has one.' })
    password: string | null,
    @Ctx() context: AccountContext,
  ): Promise<boolean> {
    await eraseOwnAccount(context, password ?? null);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Administrators only: erases an account, as its owner would.' })
  async eraseAccount(
    @Arg('userId', () => ID, { description: 'Whose account.' }) userId: string,
    @Ctx() context: Context,
  ): Promise<boolean> {
    await eraseAccount(context, userId);
    return true;
  }
}
