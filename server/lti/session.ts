import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Auth } from '../accounts/auth.ts';

/** Something that nobody guesses, and what is stored of it. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

const cookieName = (stateHash: string) => `lti_${stateHash.slice(0, 16)}`;

/** Ten minutes for the way to the platform and back. */
export const loginMs = 10 * 60 * 1000;

/** Each launch has a cookie of its own, so that two tabs do not disturb each other. */
export function keepState(response: Response, state: string, siteUrl: string): void {
  response.cookie(cookieName(hashOf(state)), state, {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.startsWith('https:'),
    path: '/lti',
    maxAge: loginMs,
  });
}

/** Whether this browser began the launch. */
export function beganHere(request: Request, stateHash: string): boolean {
  const name = `${cookieName(stateHash)}=`;
  const state = (request.headers.cookie ?? '')
    .split(/;\s*/)
    .find((cookie) => cookie.startsWith(name))
    ?.slice(name.length);
  return state !== undefined && hashOf(decodeURIComponent(state)) === stateHash;
}

/** Signs an account in, as better-auth does after a password: a session, and its cookie with better-auth's mark. */
export async function signIn(auth: Auth, userId: string, response: Response): Promise<void> {
  const { internalAdapter, authCookies, secret, sessionConfig } = await auth.$context;
  const { token } = await internalAdapter.createSession(userId);
  const { name, attributes } = authCookies.sessionToken;
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  response.cookie(name, `${token}.${signature}`, {
    httpOnly: true,
    secure: attributes.secure,
    path: attributes.path,
    sameSite: 'lax',
    maxAge: sessionConfig.expiresIn * 1000,
  });
}
