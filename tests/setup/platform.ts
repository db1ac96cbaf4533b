import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

export interface PlatformPerson {
  id: string;
  name: string;
  email: string;
  role: 'Instructor' | 'Learner';
}

/** How the platform treats the next request to a service: as it should, or not. */
type Misbehaviour = 'error' | 'lost' | 'hang';

interface Score {
  userId: string;
  scoreGiven: number;
  scoreMaximum: number;
  timestamp: string;
}

export interface Launching {
  person: PlatformPerson;
  assignmentId?: string;
  deepLinking?: boolean;
  /** Claims that replace the right ones. */
  claims?: JWTPayload;
  /** Signs with a key that the platform does not publish. */
  wrongKey?: boolean;
  unsigned?: boolean;
  /** Signs with its own key and another algorithm than RS256. */
  algorithm?: 'RS512' | 'PS256';
}

/** A school's learning platform (LTI 1.3) in this process. It signs, verifies, keeps grades, and misbehaves. */
export interface Platform {
  url: string;
  issuer: string;
  clientId: string;
  deploymentId: string;
  people: PlatformPerson[];
  lineItems: Map<string, { id: string; label: string; scoreMaximum: number; resourceId: string }>;
  /** By line item and user: what counts now. */
  results: Map<string, Score>;
  /** Every score that arrived, also those that changed nothing. */
  received: Score[];
  /** What the next requests to the services meet, by the kind of request. */
  misbehave: Record<'scores' | 'lineItems' | 'token', Misbehaviour[]>;
  /** Content items that deep linking brought. */
  chosen: { type: string; title: string; custom: Record<string, string>; lineItem?: { scoreMaximum: number } }[];
  /** The address with which a person opens the tool. */
  initiation(launching: Pick<Launching, 'person'>): string;
  /** The signed message for a login that the tool began. */
  message(authorization: URL, launching: Launching): Promise<string>;
  /** What opens in the browser when it comes to the authorization endpoint: set before a test drives a browser. */
  next: Launching | undefined;
  registrations: Record<string, unknown>[];
  /** Where it says that the second page of its people is; on itself when left out. */
  nextMembers?: string | undefined;
  stop(): Promise<void>;
}

export async function startPlatform(tool: string): Promise<Platform> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const others = await generateKeyPair('RS256');
  const kid = randomUUID();
  const clientId = 'client-1';
  const deploymentId = 'deployment-1';
  const toolKeys = createRemoteJWKSet(new URL('/lti/jwks', tool), { cooldownDuration: 0 });
  const tokens = new Map<string, string>();
  const assertions = new Set<string>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(400).end(error.message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  const platform: Platform = {
    url,
    issuer: url,
    clientId,
    deploymentId,
    people: [],
    lineItems: new Map(),
    results: new Map(),
    received: [],
    misbehave: { scores: [], lineItems: [], token: [] },
    chosen: [],
    next: undefined,
    registrations: [],
    initiation({ person }) {
      const address = new URL('/lti/login', tool);
      address.search = String(
        new URLSearchParams({
          iss: url,
          login_hint: person.id,
          target_link_uri: new URL('/lti/launch', tool).href,
          client_id: clientId,
        }),
      );
      return address.href;
    },
    async message(authorization, launching) {
      const asked = authorization.searchParams;
      const { person, assignmentId, deepLinking, claims } = launching;
      const seconds = Math.floor(Date.now() / 1000);
      const payload: JWTPayload = {
        iss: url,
        aud: clientId,
        sub: person.id,
        nonce: asked.get('nonce') ?? '',
        iat: seconds,
        exp: seconds + 300,
        name: person.name,
        email: person.email,
        [`${lti}message_type`]: deepLinking ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
        [`${lti}version`]: '1.3.0',
        [`${lti}deployment_id`]: deploymentId,
        [`${lti}target_link_uri`]: new URL('/lti/launch', tool).href,
        [`${lti}roles`]: [`${membership}#${person.role}`],
        [`${lti}context`]: { id: 'course-1', title: 'Vision at school' },
        ...(assignmentId !== undefined && { [`${lti}custom`]: { assignment_id: assignmentId } }),
        ...(!deepLinking && { [`${lti}resource_link`]: { id: 'link-1' } }),
        'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
          scope: ['lineitem', 'score', 'result.readonly'].map(
            (name) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`,
          ),
          lineitems: `${url}/lineitems?type=all`,
        },
        'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
          context_memberships_url: `${url}/members`,
          service_versions: ['2.0'],
        },
        ...(deepLinking && {
          [`${dl}deep_linking_settings`]: {
            deep_link_return_url: `${url}/deep-link`,
            accept_types: ['ltiResourceLink'],
            accept_presentation_document_targets: ['window'],
            data: 'opaque',
          },
        }),
        ...claims,
      };
      if (launching.unsigned) return new UnsecuredJWT(payload).encode();
      const { algorithm: alg = 'RS256' } = launching;
      const own = await importJWK(await exportJWK(keys.privateKey), alg);
      return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(launching.wrongKey ? others.privateKey : own);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', url);
    const body = await read(request);
    const json = (value: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    const path = address.pathname;
    // A browser asks for it on its own.
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    // Its key does not say for which algorithm it is: not every platform's does.
    if (path === '/jwks') return void json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid, use: 'sig' }] });
    if (path === '/configuration')
      return void json({
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
        registration_endpoint: `${url}/register`,
      });
    if (path === '/register') {
      if (request.headers.authorization !== 'Bearer registration') return void response.writeHead(401).end();
      platform.registrations.push(JSON.parse(body));
      return void json({
        ...JSON.parse(body),
        client_id: clientId,
        'https://purl.imsglobal.org/spec/lti-tool-configuration': { deployment_id: deploymentId },
      });
    }
    if (path === '/authorize') return authorize(address, response);
    if (path === '/deep-link') {
      const { payload } = await jwtVerify(new URLSearchParams(body).get('JWT') ?? '', toolKeys, {
        issuer: clientId,
        audience: url,
      });
      if (payload[`${dl}data`] !== 'opaque') throw new Error('expected the data to come back');
      platform.chosen.push(...(payload[`${dl}content_items`] as Platform['chosen']));
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Added to the course</h1>');
    }
    if (path === '/token') {
      if (await misbehaves('token', response)) return;
      const form = new URLSearchParams(body);
      const { payload } = await jwtVerify(form.get('client_assertion') ?? '', toolKeys, {
        issuer: clientId,
        subject: clientId,
        audience: `${url}/token`,
      });
      if (!payload.jti || assertions.has(payload.jti)) throw new Error('expected every assertion once');
      assertions.add(payload.jti);
      const token = randomUUID();
      tokens.set(token, form.get('scope') ?? '');
      return void json({ access_token: token, token_type: 'bearer', expires_in: 3600, scope: form.get('scope') });
    }
    const scope = tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (scope === undefined) return void response.writeHead(401).end();
    if (path === '/members') {
      if (!scope.includes('contextmembership.readonly')) return void response.writeHead(403).end();
      const second = address.searchParams.get('page') === '2';
      const half = Math.ceil(platform.people.length / 2);
      const people = second ? platform.people.slice(half) : platform.people.slice(0, half);
      const members = people.map(({ id, name, email, role }) => ({
        user_id: id,
        status: 'Active',
        name,
        email,
        roles: [role],
      }));
      return void json(
        { id: `${url}/members`, context: { id: 'course-1' }, members },
        second ? {} : { link: `<${platform.nextMembers ?? `${url}/members?page=2`}>; rel="next"` },
      );
    }
    if (!scope.includes('lti-ags/scope/score')) return void response.writeHead(403).end();
    if (path === '/lineitems' && request.method === 'GET') {
      const wanted = address.searchParams.get('resource_id');
      return void json(
        [...platform.lineItems.values()].filter((item) => wanted === null || item.resourceId === wanted),
      );
    }
    if (path === '/lineitems') {
      const item = { ...JSON.parse(body), id: `${url}/lineitems/${platform.lineItems.size + 1}?type=one` };
      const behaviour = platform.misbehave.lineItems[0];
      if (behaviour !== 'error') platform.lineItems.set(new URL(item.id).pathname, item);
      if (await misbehaves('lineItems', response)) return;
      return void json(item);
    }
    const [, , number, what] = path.split('/');
    const item = platform.lineItems.get(`/lineitems/${number}`);
    if (!item) return void response.writeHead(404).end();
    if (what === undefined && request.method === 'PUT')
      return void json(Object.assign(item, JSON.parse(body), { id: item.id }));
    if (what === 'results') {
      const userId = address.searchParams.get('user_id') ?? '';
      const result = platform.results.get(`${number} ${userId}`);
      return void json(result ? [{ userId, resultScore: result.scoreGiven, resultMaximum: result.scoreMaximum }] : []);
    }
    if (what === 'scores' && request.method === 'POST') return takeScore(number ?? '', JSON.parse(body), response);
    response.writeHead(404).end();
  }

  /** As the specification says: a score of the same time or an earlier one is refused. */
  async function takeScore(number: string, score: Score, response: ServerResponse): Promise<void> {
    const [behaviour] = platform.misbehave.scores;
    if (behaviour !== 'error') {
      platform.received.push(score);
      const key = `${number} ${score.userId}`;
      const before = platform.results.get(key);
      if (before && before.timestamp >= score.timestamp) {
        if (await misbehaves('scores', response)) return;
        return void response.writeHead(409).end();
      }
      platform.results.set(key, score);
    }
    if (await misbehaves('scores', response)) return;
    response.writeHead(204).end();
  }

  /** True when the request has met a misbehaviour, and needs no answer any more. */
  async function misbehaves(kind: keyof Platform['misbehave'], response: ServerResponse): Promise<boolean> {
    const behaviour = platform.misbehave[kind].shift();
    if (behaviour === undefined) return false;
    if (behaviour === 'error') response.writeHead(500).end('out of order');
    if (behaviour === 'lost') response.destroy();
    return true;
  }

  /** What the platform's page does in a browser: it sends the message on as a form. */
  async function authorize(address: URL, response: ServerResponse): Promise<void> {
    if (!platform.next) throw new Error('expected a test to say who launches');
    const token = await platform.message(address, platform.next);
    const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`;
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<form method="post" action="${address.searchParams.get('redirect_uri')}">` +
          `${field('id_token', token)}${field('state', address.searchParams.get('state') ?? '')}</form>` +
          '<script>document.forms[0].submit()</script>',
      );
  }

  return platform;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
