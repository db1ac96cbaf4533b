import { apiKeyClient } from '@better-auth/api-key/client';
import { createAuthClient } from 'better-auth/client';

/** Signs in and out, and keeps API keys, at /api/auth on this origin. */
export const authClient = createAuthClient({ plugins: [apiKeyClient()] });
