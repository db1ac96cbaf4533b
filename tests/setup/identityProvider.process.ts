import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/**
 * A provider of single sign-on in a process of its own. Its login page takes anybody: who signs in as
 * "unverified-ada@school.edu" has an address that the provider has not checked.
 */
const { redirectUri } = JSON.parse(process.argv[2]!) as { redirectUri: string };
const http = createServer();
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: 'downstream', client_secret: 'secret-of-the-client', redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: id.replace('unverified-', ''),
      email_verified: !id.startsWith('unverified-'),
      // What no list should show as it is.
      name: `${id.split('@')[0]}\u202e  Kim`,
    }),
  }),
});
http.on('request', provider.callback());
process.send?.({ issuer });
process.on('disconnect', () => process.exit());
