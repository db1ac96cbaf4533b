import express, { type Request, type Response, Router } from 'express';
import type { Auth } from '../accounts/auth.ts';
import { answerDeepLink } from './deepLink.ts';
import { publicKeys } from './keys.ts';
import { land, linkAccount } from './land.ts';
import { receiveLaunch } from './launch.ts';
import { beginLogin } from './login.ts';
import type { LtiWork } from './lti.context.ts';
import { register } from './registration.ts';

/** What learning platforms and browsers on their way ask for, below /lti. */
export function ltiRoutes(work: LtiWork, auth: Auth): Router {
  const routes = Router();
  routes.use(express.urlencoded({ extended: false, limit: '256kb' }));
  const answers =
    (answer: (work: LtiWork, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response) =>
      answer(work, request, response);
  routes.get('/jwks', async (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json(await publicKeys(work.database));
  });
  routes.get('/register', answers(register));
  routes.get('/login', answers(beginLogin));
  routes.post('/login', answers(beginLogin));
  routes.post('/launch', answers(receiveLaunch));
  routes.get('/land', (request, response) => land(work, auth, request, response));
  routes.post('/link', (request, response) => linkAccount(work, auth, request, response));
  routes.post('/deep-link', (request, response) => answerDeepLink(work, auth, request, response));
  return routes;
}
