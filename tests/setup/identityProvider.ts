import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SingleSignOn } from '../../server/accounts/singleSignOn.ts';

export interface IdentityProvider {
  /** How a site is told of it. */
  settings: SingleSignOn;
  stop(): Promise<void>;
}

/** Starts a real provider (oidc-provider), which sends people back to this site. */
export async function startIdentityProvider(siteUrl: string): Promise<IdentityProvider> {
  const script = fileURLToPath(new URL('./identityProvider.process.ts', import.meta.url));
  const redirectUri = `${siteUrl}/api/auth/callback/oidc`;
  const child = fork(script, [JSON.stringify({ redirectUri })], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
  return {
    settings: { issuer, clientId: 'downstream', clientSecret: 'secret-of-the-client', name: 'Example University' },
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** A browser without pages: it keeps cookies, follows redirects and sends forms. */
export function walker() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => jars.get(url.host) ?? jars.set(url.host, new Map()).get(url.host)!;
  const visit = async (address: string | URL, init: RequestInit = {}): Promise<{ url: URL; text: string }> => {
    let url = new URL(address);
    let request = init;
    for (let hops = 0; hops < 20; hops += 1) {
      const jar = jarOf(url);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...(request.headers as Record<string, string>), ...(cookie && { cookie }) },
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
        else jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null)
        return { url, text: await response.text() };
      await response.arrayBuffer();
      url = new URL(location, url);
      // A page of the site that has no server in this test.
      if (/^\/(signed-in|sign-in|join\/)/.test(url.pathname)) return { url, text: '' };
      request = {};
    }
    throw new Error(`expected fewer redirects, at ${url}`);
  };
  return {
    visit,
    cookiesOf: (url: string) => [...jarOf(new URL(url))].map(([name, value]) => `${name}=${value}`).join('; '),
    /** Signs in on the provider's pages, and answers where that ends. */
    async signInAs(login: string, siteUrl: string, callbackURL = '/signed-in'): Promise<URL> {
      const start = await visit(new URL('/api/auth/sign-in/social', siteUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: siteUrl },
        body: JSON.stringify({ provider: 'oidc', callbackURL, errorCallbackURL: '/sign-in' }),
      });
      const { url } = JSON.parse(start.text) as { url?: string };
      if (!url) throw new Error(`expected the provider's address, received ${start.text}`);
      let page = await visit(url);
      for (const prompt of ['login', 'consent']) {
        if (!page.text.includes('<form')) break;
        const action = /action="([^"]+)"/.exec(page.text)![1]!;
        page = await visit(new URL(action, page.url), {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ prompt, login, password: 'any' }),
        });
      }
      return page.url;
    },
  };
}
