import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

export interface WebRequestOptions {
  method?: 'GET' | 'HEAD';
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/** As many as Node's `fetch` follows. */
const mostRedirects = 20;
const redirects: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/**
 * What a host answers, after its redirects. The caller reads the body or destroys it. Throws the connection's error.
 *
 * This is not `fetch`: the HTTP client in Node has an assertion that ends the process when a host closes the connection
 * at the end of a body (undici #5360), which no caller can catch.
 */
export async function openResponse(url: string, options: WebRequestOptions): Promise<IncomingMessage> {
  let address = new URL(url);
  for (let count = 0; count <= mostRedirects; count++) {
    const response = await requestOnce(address, options);
    const { location } = response.headers;
    if (location === undefined || !redirects.includes(response.statusCode)) return response;
    response.destroy();
    address = new URL(location, address);
  }
  throw new Error(`the host redirected ${mostRedirects} times`);
}

function requestOnce(address: URL, { method = 'GET', headers, signal }: WebRequestOptions): Promise<IncomingMessage> {
  if (address.protocol !== 'http:' && address.protocol !== 'https:')
    throw new Error(`expected an address that begins with http:// or https://, received ${address}`);
  const { request } = address.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // A connection may also fail after its answer: that error comes with the body, and this listener lets it pass here.
    request(address, { method, headers: { ...headers, connection: 'close' }, signal })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}
