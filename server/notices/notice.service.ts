import { type NoticeKind, noticeKinds } from '#contracts/notices';
import type { Notice as NoticeRow } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireViewer } from '../accounts/viewer.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import type { ChooseNoticesInput, NoticeChoice } from './notice.type.ts';

const newestFirst: KeyColumn<NoticeRow>[] = [
  { key: 'createdAt', kind: 'date', direction: 'desc' },
  { key: 'id', kind: 'text', direction: 'desc' },
];

/** The viewer's notices, newest first. Kinds that an older version wrote and this one does not know are left out. */
export function listNotices(context: Context, unreadOnly: boolean, page: PageArguments): Promise<Page<NoticeRow>> {
  const { notice } = context.database;
  const own = {
    ...unreadOf(context),
    ...(unreadOnly ? {} : { readAt: undefined }),
    kind: { in: noticeKinds },
  };
  return readPage(
    page,
    newestFirst,
    ({ where, orderBy, take }) => notice.findMany({ where: { AND: [own, where] }, orderBy, take }),
    () => notice.count({ where: own }),
  );
}

/** How many notices the viewer has not read; 0 before signing in. */
export async function countUnread(context: Context): Promise<number> {
  return context.viewer ? context.database.notice.count({ where: unreadOf(context) }) : 0;
}

/** Marks notices of the viewer as read, all of them where `ids` is null. Answers how many are left. */
export async function readNotices(context: Context, ids: string[] | null): Promise<number> {
  const { notice } = context.database;
  const where = { ...unreadOf(context), ...(ids && { id: { in: ids } }) };
  await notice.updateMany({ where, data: { readAt: databaseNow() } });
  return countUnread(context);
}

/** What the viewer has chosen for each kind. */
export async function listChoices(context: Context): Promise<NoticeChoice[]> {
  const { id: userId } = requireViewer(context);
  const rows = await context.database.noticeChoice.findMany({ where: { userId } });
  return noticeKinds.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, ...byDefault }).map(asChoice);
}

export async function chooseNotices(context: Context, { kind, site, mail }: ChooseNoticesInput): Promise<NoticeChoice> {
  const { id: userId } = requireViewer(context);
  const row = await context.database.noticeChoice.upsert({
    where: { userId_kind: { userId, kind } },
    create: { userId, kind, site, mail },
    update: { site, mail },
  });
  return asChoice(row);
}

const byDefault = { site: true, mail: true };

function asChoice({ kind, site, mail }: { kind: string; site: boolean; mail: boolean }): NoticeChoice {
  return { kind: kind as NoticeKind, site, mail };
}

function unreadOf(context: Context) {
  return { userId: requireViewer(context).id, onSite: true, readAt: null };
}
