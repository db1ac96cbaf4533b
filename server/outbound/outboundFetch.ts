import { type LookupAddress, lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

interface OutboundRequest {
  method?: string;
  headers?: Record<string, string> | Headers;
  /** Sent as UTF-8. */
  body?: string | URLSearchParams;
  signal?: AbortSignal | undefined;
}

/** Like `fetch`, for addresses that somebody entered. A redirection is an answer like any other: it isn't followed. */
export type OutboundFetch = (url: string | URL, request?: OutboundRequest) => Promise<Response>;

export interface OutboundChoices {
  /**
   * Whether addresses of this machine and of networks inside may be asked, and plain http. Only for tests, and for
   * sites whose school systems are on the same network.
   */
  allowInternal: boolean;
  /** 10 s when left out. */
  timeoutMs?: number;
}

/** A request that was not sent, because its address is not one of the public internet. */
export class OutboundRefused extends Error {}

const mostBytes = 2 ** 20;

/** Whether an IP address is one of the public internet: not loopback, private, link-local, carrier-grade, reserved … */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Asks other people's servers. The name is looked up once, and the very address that was checked is connected to, so
 * that a name that changes its address in between gains nothing. Throws `OutboundRefused`, or what the network says;
 * answers of more than 1 MiB and those that take too long are errors too.
 */
export function outboundFetch({ allowInternal, timeoutMs = 10_000 }: OutboundChoices): OutboundFetch {
  return (address, { method = 'GET', headers = {}, body, signal } = {}) => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !(allowInternal && url.protocol === 'http:'))
      return Promise.reject(
        new OutboundRefused(`expected an address that begins with https://, received ${url.origin}`),
      );
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // Node looks up no address that is one already.
    if (!allowInternal && ipaddr.isValid(host) && !isPublicAddress(host))
      return Promise.reject(new OutboundRefused(`expected a public address, received ${host}`));
    const text = body === undefined ? undefined : String(body);
    const sent = new Headers(headers);
    if (body instanceof URLSearchParams && !sent.has('content-type'))
      sent.set('content-type', 'application/x-www-form-urlencoded');
    if (text !== undefined) sent.set('content-length', String(Buffer.byteLength(text)));
    const fields: Record<string, string> = {};
    sent.forEach((value, name) => {
      fields[name] = value;
    });
    const timeout = AbortSignal.timeout(timeoutMs);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send(
        url,
        {
          method,
          headers: fields,
          agent: false,
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
          ...(!allowInternal && { lookup: publicLookup }),
        },
        (response) => readResponse(response).then(resolve, reject),
      );
      request.once('error', (error) =>
        reject(timeout.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`, { cause: error }) : error),
      );
      request.end(text);
    });
  };
}

/** Every address of the name must be public; the connection goes to one of those that were looked at here. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    const internal = addresses.find(({ address }) => !isPublicAddress(address));
    if (internal)
      return callback(
        new OutboundRefused(`expected a public address, received ${internal.address} of ${hostname}`),
        [],
      );
    const [first] = addresses;
    return options.all ? callback(null, addresses) : callback(null, first?.address ?? '', first?.family);
  });
};

async function readResponse(response: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      response.destroy();
      throw new Error(`expected an answer of at most ${mostBytes} bytes, received more`);
    }
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  const status = response.statusCode ?? 500;
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
}
