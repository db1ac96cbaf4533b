import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { isDiskFull } from '#machine/exhausted';
import { answerMetrics } from '#machine/metrics';
import { type Auth, viewerOf } from './accounts/auth.ts';
import { requestLanguage } from './accounts/language.ts';
import { type AdmissionLimits, admitRequests } from './admission.ts';
import { serveCourseExport } from './courseExports/download.ts';
import { serveCard, serveImageTable } from './datasets/cards.ts';
import { serveImage } from './datasets/images.ts';
import { serveImportPicture } from './datasets/importPictures.ts';
import { diskFullError, internalError, logRefusal } from './errorMasking.ts';
import { serveExport } from './exports/download.ts';
import { serveGraphiql } from './graphiql.ts';
import { type Context, createContext, type Viewer } from './graphql/context.ts';
import { ApiError } from './graphql/errors.ts';
import { serveHealth } from './health.ts';
import { guestHeader, guestOf } from './lectures/guestSession.ts';
import { ltiRoutes } from './lti/routes.ts';
import type { ApiMetrics } from './observation/apiMetrics.ts';
import { identifyRequests, logViewer } from './observation/requestIds.ts';
import { traceRequests } from './observation/traceRequests.ts';
import { serveOwnData } from './ownData/download.ts';
import { servePicture } from './pictures/servePicture.ts';
import type { ServerServices } from './services.ts';

interface Locals {
  viewer: Viewer | null;
}

export interface HttpOptions {
  services: ServerServices;
  auth: Auth;
  apollo: ApolloServer<Context>;
  /** Addresses of machines whose site says who asks, besides the loopback ones. */
  sites: readonly string[];
  siteUrl: string;
  /** Whether GraphiQL is at /graphiql. */
  graphiql: boolean;
  /** How many requests to /graphql are worked on at once, and how many wait. */
  admission: AdmissionLimits;
  metrics: ApiMetrics;
  metricsToken: string | undefined;
}

/** No answer of the API is a page: a browser that opens one runs and loads nothing. */
function securityHeaders(siteUrl: string): Record<string, string> {
  return {
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(siteUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** Everything that is answered over HTTP: accounts, uploads, images, GraphQL. */
export function createHttp(options: HttpOptions): Express {
  const { services, auth, apollo, sites, siteUrl, graphiql, admission, metrics, metricsToken } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(identifyRequests, metrics.timeRequests, traceRequests);
  const headers = securityHeaders(siteUrl);
  app.use((_request, response, next) => {
    response.set(headers);
    next();
  });
  app.use((request, response, next) => {
    // It would answer what was asked, cookies and all.
    if (request.method === 'TRACE') return response.status(405).set('Allow', 'GET, POST').end();
    if (/%([01][0-9a-f]|7f)/i.test(request.url))
      throw new ApiError('BAD_USER_INPUT', `Expected an address without control characters, received ${request.url}.`);
    next();
  });
  // x-forwarded-for is believed of our own sites, which overwrite it; a client elsewhere can write anything into it.
  app.set('trust proxy', ['loopback', ...sites]);
  serveHealth(app, services);
  app.get('/metrics', (request, response) => answerMetrics(metrics.registry, metricsToken, request, response));
  const answerAuth = toNodeHandler(auth);
  app.all('/api/auth/{*path}', (request, response) => {
    // A key is for scripts and lies in files: it must not become a session, another key or a changed account.
    if (request.headers['x-api-key'] !== undefined) {
      const message = 'Expected a session, received an API key: a key works for /graphql and for files only.';
      return response.status(403).json({ code: 'FORBIDDEN', message });
    }
    request.headers['x-forwarded-for'] = request.ip;
    return answerAuth(request, response);
  });
  app.all('/uploads{/*path}', (request, response) => services.uploads.handle(request, response));
  app.use('/lti', ltiRoutes(services, auth));
  const identify: RequestHandler<object, unknown, unknown, unknown, Locals> = async (request, response, next) => {
    const viewer = await viewerOf(services.database, auth, fromNodeHeaders(request.headers));
    if (viewer) logViewer(viewer.id);
    response.locals.viewer = viewer;
    next();
  };
  app.get('/images/:versionId/:sha256', identify, serveImage(services));
  app.get('/pictures/:courseId/:sha256', identify, servePicture(services));
  app.get('/exports/courses/:id', identify, serveCourseExport(services));
  app.get('/images/imports/:importId/:name', identify, serveImportPicture(services));
  app.get('/cards/:versionId/croissant.json', identify, serveCard(services, siteUrl));
  app.get('/cards/:versionId/images.csv', identify, serveImageTable(services, siteUrl));
  if (graphiql) serveGraphiql(app, siteUrl);
  app.get('/exports/account', identify, serveOwnData(services));
  app.get('/exports/:id', identify, serveExport(services));
  app.use(
    '/graphql',
    admitRequests(admission),
    identify,
    express.json({ limit: '1mb' }),
    expressMiddleware(apollo, {
      context: async ({ req, res }) => {
        const asked = requestLanguage(fromNodeHeaders(req.headers));
        const guest = await guestOf(services.database, req.headers[guestHeader]);
        return createContext(services, (res.locals as Locals).viewer, req.ip ?? '', asked, guest);
      },
    }),
  );
  app.use(((_request, response) => {
    response
      .status(404)
      .json({ errors: [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }] });
  }) satisfies RequestHandler);
  app.use(answerError(services, metrics));
  return app;
}

/** The status of a full disk (RFC 4918). */
const insufficientStorage = 507;

/** Errors outside GraphQL's own answers have the same shape. */
function answerError({ log }: ServerServices, metrics: ApiMetrics): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ApiError) {
      const { message, extensions } = error;
      metrics.countError(error.code);
      logRefusal(log, error.code, [request.path]);
      if (typeof extensions.retryAfterSeconds === 'number')
        response.set('Retry-After', String(extensions.retryAfterSeconds));
      // Clients of GraphQL read the errors of a refusal only where its type says that they are GraphQL's.
      const type = request.accepts(['application/json', 'application/graphql-response+json']);
      return response
        .status(httpStatus(error))
        .type(type || 'json')
        .send(JSON.stringify({ errors: [{ message, extensions }] }));
    }
    if (isDiskFull(error)) {
      metrics.countError('DISK_FULL');
      return response.status(insufficientStorage).json({ errors: [diskFullError(error, log)] });
    }
    // body-parser's: a body that is too large or no JSON.
    const status = typeof error.status === 'number' ? error.status : 500;
    if (status < 500)
      return response
        .status(status)
        .json({ errors: [{ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }] });
    return response.status(500).json({ errors: [internalError(error, log)] });
  };
}

function httpStatus({ code }: ApiError): number {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
    case 'NOT_ENROLLED':
      return 403;
    case 'NOT_FOUND':
    case 'UPLOAD_NOT_FOUND':
      return 404;
    case 'BUSY':
      return 503;
    default:
      return 400;
  }
}
