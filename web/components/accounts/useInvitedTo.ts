import { useQuery } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { InvitationOfferDocument } from '../../graphql/generated/graphql.ts';

/** What the invitation says to which somebody goes on once they are signed in; undefined where they go elsewhere. */
export function useInvitedTo(next: string | null): string | undefined {
  const t = useTranslations();
  const token = next?.match(/^\/join\/([^/?#]+)$/)?.[1];
  const { data } = useQuery(InvitationOfferDocument, { variables: { token: token ?? '' }, skip: token === undefined });
  if (!data) return undefined;
  const { courseTitle: course, role } = data.invitationOffer;
  return t('accounts.invitedToCourse', { course, role: t(`accounts.roles.${role}`) });
}
