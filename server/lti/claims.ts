import { z } from 'zod';
import type { CourseRole } from '#prisma/client';

/**
 * What a platform says in a launch, as the IMS Global Learning Tools Interoperability Core Specification 1.3 names it.
 * The signature, issuer, audience, nonce and times have been checked before this is read.
 */

const claim = 'https://purl.imsglobal.org/spec/lti/claim/';
export const deepLinkingClaim = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const gradesClaim = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const namesClaim = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';

export const scopes = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

const messageTypes = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'] as const;

const text = z.string().max(2000);

const launchClaims = z.object({
  sub: z.string().min(1).max(255),
  name: text.optional(),
  given_name: text.optional(),
  family_name: text.optional(),
  email: text.optional(),
  [`${claim}message_type`]: z.enum(messageTypes),
  [`${claim}version`]: z.literal('1.3.0'),
  [`${claim}deployment_id`]: z.string().min(1).max(255),
  [`${claim}roles`]: z.array(z.string()).max(100),
  [`${claim}context`]: z
    .object({ id: z.string().min(1).max(255), title: text.optional(), label: text.optional() })
    .optional(),
  [`${claim}custom`]: z.record(z.string(), z.unknown()).optional(),
  [gradesClaim]: z
    .object({ scope: z.array(z.string()), lineitems: z.url().optional(), lineitem: z.url().optional() })
    .optional(),
  [namesClaim]: z.object({ context_memberships_url: z.url() }).optional(),
  [`${deepLinkingClaim}deep_linking_settings`]: z
    .object({
      deep_link_return_url: z.url({ protocol: /^https?$/ }),
      accept_types: z.array(z.string()),
      data: z.string().optional(),
    })
    .optional(),
});

/** A launch, in our words: what LtiLogin.launch stores. */
export const launchSchema = z.object({
  messageType: z.enum(messageTypes),
  deploymentId: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['INSTRUCTOR', 'ASSISTANT', 'STUDENT']),
  context: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** From the link that deep linking made. */
  assignmentId: z.string().nullable(),
  scopes: z.array(z.string()),
  lineItemsUrl: z.string().nullable(),
  lineItemUrl: z.string().nullable(),
  membershipsUrl: z.string().nullable(),
  deepLinking: z.object({ returnUrl: z.string(), data: z.string().nullable() }).nullable(),
});
export type Launch = z.infer<typeof launchSchema>;

/** Reads the claims of a verified token; throws zod's error for what is no LTI 1.3 message. */
export function readLaunch(claims: unknown): Launch {
  const read = launchClaims.parse(claims);
  const context = read[`${claim}context`];
  const grades = read[gradesClaim];
  const settings = read[`${deepLinkingClaim}deep_linking_settings`];
  const assignmentId = read[`${claim}custom`]?.assignment_id;
  return {
    messageType: read[`${claim}message_type`],
    deploymentId: read[`${claim}deployment_id`],
    subject: read.sub,
    name: plainName(read.name ?? [read.given_name, read.family_name].filter(Boolean).join(' ')),
    email: plainEmail(read.email),
    role: roleOf(read[`${claim}roles`]),
    context: context ? { id: context.id, title: plainName(context.title ?? context.label ?? context.id, 200) } : null,
    assignmentId: typeof assignmentId === 'string' && assignmentId !== '' ? assignmentId : null,
    scopes: grades?.scope ?? [],
    lineItemsUrl: grades?.lineitems ?? null,
    lineItemUrl: grades?.lineitem ?? null,
    membershipsUrl: read[namesClaim]?.context_memberships_url ?? null,
    deepLinking: settings ? { returnUrl: settings.deep_link_return_url, data: settings.data ?? null } : null,
  };
}

/** A name as accounts here have it: one line, no signs that cannot be seen. */
export function plainName(name: string, longest = 100): string {
  return name
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim();
}

/** Lower case, or empty for what is none. */
export function plainEmail(email: string | undefined): string {
  return z.email().max(254).safeParse(email?.trim().toLowerCase()).data ?? '';
}

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** Only roles in the course count: a platform's administrator is a student here unless the course says otherwise. */
export function roleOf(roles: readonly string[]): CourseRole {
  const has = (role: RegExp) => roles.some((name) => role.test(name.replace(membership, '')));
  if (has(/^(\/Instructor#TeachingAssistant|#?TeachingAssistant)/)) return 'ASSISTANT';
  if (has(/^(#|\/)?Instructor(#|$)/)) return 'INSTRUCTOR';
  return 'STUDENT';
}
