import type { Launch } from '../../server/lti/claims.ts';

/** A student's launch into a platform's course without services. */
export const studentLaunch: Launch = {
  messageType: 'LtiResourceLinkRequest',
  deploymentId: 'd',
  subject: 's',
  name: 'Newcomer',
  email: '',
  role: 'STUDENT',
  context: null,
  assignmentId: null,
  scopes: [],
  lineItemsUrl: null,
  lineItemUrl: null,
  membershipsUrl: null,
  deepLinking: null,
};
