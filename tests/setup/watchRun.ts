import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { isFinished, type RunStatus } from '#contracts/runStatus';
import { lastNumber, mergeEpoch } from '../../web/components/runs/epochHistory.ts';
import type { EpochFieldsFragment } from '../../web/graphql/generated/graphql.ts';
import { reconnecting } from '../../web/graphql/reconnecting.ts';
import { type Client, dataOf } from './api.ts';

/** What somebody has seen of a run. */
export interface Watched {
  status: RunStatus;
  epochs: EpochFieldsFragment[];
  /** How often the connection was opened. */
  connections: number;
  /** How often messages did not follow one another, so that the history was read again. */
  readAgain: number;
}

const epochFields = 'runId epoch loss acc valLoss valAcc learningRate seconds';
const subscription = `subscription($id: ID!) {
  runProgress(runId: $id) { run { status lastEpoch { epoch } } epochs { ${epochFields} } } }`;
const historyQuery = `query($id: ID!) { run(id: $id) { epochs(maxPoints: 1000) { ${epochFields} } } }`;
const retryMs = 1_000;

/**
 * Watches a run over a WebSocket as its page does, until it has ended: messages bring epochs, and where they leave a
 * gap the history is read again. It never asks by the clock how the run is.
 */
export async function watchRun(client: Client, id: string): Promise<Watched> {
  const { on, ...choices } = reconnecting(() => sockets.terminate());
  const watched: Watched = { status: 'QUEUED', epochs: [], connections: 0, readAgain: 0 };
  const sockets = createClient({
    url: `${client.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: client.headers });
      }
    },
    ...choices,
    on: { ...on, connected: () => void watched.connections++ },
  });
  while (!isFinished(watched.status)) {
    try {
      const messages = sockets.iterate({ query: subscription, variables: { id } });
      for await (const { data, errors } of messages) {
        if (errors) throw errors;
        const { run, epochs } = (data as { runProgress: Message }).runProgress;
        if (epochs.length === 0 || epochs[0]!.epoch <= lastNumber(watched.epochs) + 1)
          watched.epochs = epochs.reduce(mergeEpoch, watched.epochs);
        if (lastNumber(watched.epochs) !== (run.lastEpoch?.epoch ?? 0)) {
          watched.readAgain++;
          watched.epochs = await readHistory(client, id);
        }
        watched.status = run.status;
      }
    } catch {
      // The server had no database for a while, or another server answered: the page asks again, too.
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
  await sockets.dispose();
  return watched;
}

interface Message {
  run: { status: RunStatus; lastEpoch: { epoch: number } | null };
  epochs: EpochFieldsFragment[];
}

async function readHistory(client: Client, id: string): Promise<EpochFieldsFragment[]> {
  const { run } = await dataOf(client.query<{ run: { epochs: EpochFieldsFragment[] } }>(historyQuery, { id }));
  return run.epochs;
}
