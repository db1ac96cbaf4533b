import { useQuery } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { InvitationOfferDocument } from '../../graphql/generated/graphql.ts';

/**
 * The invitation to which somebody goes on once they are signed in: what its link carries, and what it says. Undefined
 * where they go elsewhere, and where it holds no more.
 */
export function useInvitedTo(next: string | null): { token: string; sentence: string } | undefined {
  const t = useTranslations();
  const token = next?.match(/^\/join\/([^/?#]+)$/)?.[1];
  const { data } = useQuery(InvitationOfferDocument, { variables: { token: token ?? '' }, skip: token === undefined });
  if (!data || token === undefined) return undefined;
  const { courseTitle: course, role } = data.invitationOffer;
  return { token, sentence: t('accounts.invitedToCourse', { course, role: t(`accounts.roles.${role}`) }) };
}
