import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Notice as NoticeRow } from '#prisma/client';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { chooseNotices, countUnread, listChoices, listNotices, readNotices } from './notice.service.ts';
import { ChooseNoticesInput, Notice, NoticeChoice, NoticeConnection, ReadNoticesPayload } from './notice.type.ts';

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: 'What one was told, newest first.' })
  notices(
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: 'Leave out what one has read.' })
    unreadOnly: boolean,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<NoticeRow>> {
    return listNotices(context, unreadOnly, page);
  }

  @Query(() => Int, { description: 'How many notices one has not read; 0 before signing in.' })
  unreadNotices(@Ctx() context: Context): Promise<number> {
    return countUnread(context);
  }

  @Query(() => [NoticeChoice], { description: 'How one is told of each kind of thing.' })
  noticeChoices(@Ctx() context: Context): Promise<NoticeChoice[]> {
    return listChoices(context);
  }

  @Mutation(() => ReadNoticesPayload, { description: 'Marks notices of one’s own as read.' })
  async readNotices(
    @Arg('ids', () => [ID], { nullable: true, description: 'All of them when left out.' }) ids: string[] | null,
    @Ctx() context: Context,
  ): Promise<ReadNoticesPayload> {
    return { unread: await readNotices(context, ids ?? null) };
  }

  @Mutation(() => NoticeChoice, { description: 'Chooses how one is told of one kind of thing from now on.' })
  chooseNotices(
    @Arg('input', () => ChooseNoticesInput) input: ChooseNoticesInput,
    @Ctx() context: Context,
  ): Promise<NoticeChoice> {
    return chooseNotices(context, input);
  }
}
