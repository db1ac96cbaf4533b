import type { Language } from '#contracts/languages';
import { personName } from '#contracts/personNameSchema';
import type { Account as AccountRow, SiteRole, Transaction, User } from '#prisma/client';
import { recordChange } from '../audit/recordChange.ts';
import { type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { containing, searchWords } from '../graphql/search.ts';
import { requireBelow } from './passwordLink.ts';
import { requireAccount, requireAdministrator, requireSession } from './viewer.ts';

/** An account with what its owner and administrators see of it. */
export type AccountWithMeans = User & { accounts: Pick<AccountRow, 'providerId'>[] };

const means = { accounts: { select: { providerId: true } } } as const;

export async function readOwnAccount(context: Context): Promise<AccountWithMeans> {
  return readAccount(context, requireAccount(context).id);
}

/** The caller checks who asks. */
export async function readAccount({ database }: Context, id: string): Promise<AccountWithMeans> {
  return database.user.findUniqueOrThrow({ where: { id }, include: means });
}

export interface AccountFilter {
  /** Part of a name or an address, in any case. */
  search?: string | undefined;
  siteRole?: SiteRole | undefined;
}

/** All accounts of the site, for administrators, in the order of names. */
export function listAccounts(context: Context, { search, siteRole }: AccountFilter, page: PageArguments) {
  requireAdministrator(context, 'see all accounts');
  const visible = {
    erasedAt: null,
    ...(siteRole && { siteRole }),
    AND: searchWords(search).map((word) => ({ OR: [{ name: containing(word) }, { email: containing(word) }] })),
  };
  return readPage<AccountWithMeans>(
    page,
    [
      { key: 'name', kind: 'text', direction: 'asc' },
      { key: 'id', kind: 'text', direction: 'asc' },
    ],
    ({ where, orderBy, take }) =>
      context.database.user.findMany({ where: { AND: [visible, where] }, orderBy, take, include: means }),
    () => context.database.user.count({ where: visible }),
  );
}

/** Changes the viewer's own name. Throws BAD_USER_INPUT. */
export async function changeName(context: Context, name: string): Promise<AccountWithMeans> {
  const { id } = requireSession(context);
  return context.database.user.update({ where: { id }, data: { name: checkInput(personName, name) }, include: means });
}

/** Chooses the language of the viewer's own pages and e-mails; null: that of their course, else of the browser. */
export async function changeLanguage(context: Context, language: Language | null): Promise<AccountWithMeans> {
  const { id } = requireSession(context);
  return context.database.user.update({ where: { id }, data: { language }, include: means });
}

/** Grants or takes a role of the site. Throws FORBIDDEN, NOT_FOUND or LAST_ADMINISTRATOR. */
export async function setSiteRole(context: Context, userId: string, siteRole: SiteRole): Promise<AccountWithMeans> {
  requireAdministrator(context, 'say what accounts may do');
  return context.database.$transaction(async (transaction) => {
    if (siteRole !== 'ADMIN') await keepAnAdministrator(transaction, userId);
    const before = await transaction.user.findUnique({ where: { id: userId } });
    if (!before || before.erasedAt)
      throw new ApiError('NOT_FOUND', `Expected the id of an account, received "${userId}".`);
    const after = await transaction.user.update({ where: { id: userId }, data: { siteRole }, include: means });
    if (before.siteRole !== siteRole)
      await recordChange(context, transaction, {
        courseId: null,
        action: 'account.role',
        subjectId: userId,
        subject: after.name,
        changes: { siteRole: [before.siteRole, siteRole] },
      });
    return after;
  });
}

/** Lets somebody who has lost the phone sign in with the password alone. Throws NOT_FOUND or FORBIDDEN. */
export async function removeSecondFactor(context: Context, userId: string): Promise<AccountWithMeans> {
  requireAdministrator(context, 'remove a second factor');
  return context.database.$transaction(async (transaction) => {
    const user = await requireBelow(context, transaction, userId, 'remove a second factor');
    await transaction.twoFactor.deleteMany({ where: { userId } });
    await transaction.verification.deleteMany({ where: { value: userId } });
    await recordChange(context, transaction, {
      courseId: null,
      action: 'account.secondFactor.remove',
      subjectId: userId,
      subject: user.name,
    });
    return transaction.user.update({ where: { id: userId }, data: { twoFactorEnabled: false }, include: means });
  });
}

/**
 * Throws LAST_ADMINISTRATOR when nobody would administer the site without this account. Of two administrators who go at
 * once, the second waits for the first.
 */
export async function keepAnAdministrator(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('administrators'))`;
  const administrators = await transaction.user.findMany({
    where: { siteRole: 'ADMIN' },
    select: { id: true },
    take: 2,
  });
  if (administrators.length === 1 && administrators[0]?.id === userId)
    throw new ApiError(
      'LAST_ADMINISTRATOR',
      'Expected another administrator of the site: make somebody else an administrator first.',
    );
}
