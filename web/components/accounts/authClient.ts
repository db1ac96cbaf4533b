import { createAuthClient } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';

/** Signs in and out, and keeps passwords and second factors, at /api/auth on this origin. */
export const authClient = createAuthClient({ plugins: [twoFactorClient()] });
