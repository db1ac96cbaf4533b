import { type SystemHealth, systemHealthSchema } from '#contracts/health';
import { apiUrl } from '../../../environment.ts';

export const dynamic = 'force-dynamic';

/** Longer than the API waits for its database. */
const patienceMs = 5000;

/** Says which part is missing: 200 when pages answer (`ready` or `degraded`), 503 without the API or the database. */
export async function GET(): Promise<Response> {
  const health = await askApi();
  return Response.json(
    { ...health, parts: { site: 'up', ...health.parts } },
    { status: health.status === 'unavailable' ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  );
}

async function askApi(): Promise<SystemHealth> {
  try {
    const answer = await fetch(`${apiUrl()}/health/ready`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMs),
    });
    return systemHealthSchema.parse(await answer.json());
  } catch {
    return { status: 'unavailable', parts: { api: 'down', database: 'unknown', worker: 'unknown' } };
  }
}
