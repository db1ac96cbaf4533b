import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isPublicAddress, OutboundRefused, outboundFetch } from '../../server/outbound/outboundFetch.ts';

/** A name that has an address outside and one inside. */
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>();
  const both = [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const lookup = (name: string, options: never, callback: (error: null, found: object[]) => void) =>
    name === 'both.example' ? callback(null, both) : dns.lookup(name, options, callback as never);
  return { ...dns, lookup };
});

const host = createServer((request, response) => {
  if (request.url === '/large') return response.end(Buffer.alloc(2 ** 20 + 1));
  if (request.url === '/slow') return;
  if (request.url === '/elsewhere') return response.writeHead(302, { location: '/' }).end();
  request.pipe(response);
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  url = `http://localhost:${(host.address() as AddressInfo).port}`;
});
afterAll(() => {
  host.closeAllConnections();
  host.close();
});

it('knows the addresses that are not of the public internet', () => {
  const inside = ['127.0.0.1', '10.0.0.1', '192.168.1.1', '172.16.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'];
  const inside6 = ['::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'];
  expect([...inside, ...inside6, 'localhost', ''].filter(isPublicAddress)).toEqual([]);
  expect(['8.8.8.8', '2606:4700:4700::1111'].filter(isPublicAddress)).toHaveLength(2);
});

it('asks no address inside, however it is written, and no plain http', async () => {
  const fetch = outboundFetch({ allowInternal: false });
  const port = new URL(url).port;
  for (const address of [
    `https://127.0.0.1:${port}`,
    `https://0x7f000001:${port}`,
    `https://2130706433:${port}`,
    `https://[::ffff:7f00:1]:${port}`,
    `https://localhost:${port}`,
    'https://both.example',
    url,
    'file:///etc/passwd',
  ])
    await expect(fetch(address), address).rejects.toThrow(OutboundRefused);
});

it('sends and answers like fetch, follows nothing, and gives up on what is large or slow', async () => {
  const fetch = outboundFetch({ allowInternal: true });
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ name: '김' }) });
  expect([answer.status, await answer.text()]).toEqual([200, 'name=%EA%B9%80']);
  expect((await fetch(`${url}/elsewhere`)).status).toBe(302);
  await expect(fetch(`${url}/large`)).rejects.toThrow('at most 1048576 bytes');
  const impatient = outboundFetch({ allowInternal: true, timeoutMs: 300 });
  await expect(impatient(`${url}/slow`)).rejects.toThrow('no answer within 0.3 s');
});
