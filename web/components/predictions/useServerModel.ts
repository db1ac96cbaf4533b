'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import {
  PredictionAllowanceDocument,
  PredictionDocument,
  type PredictionFieldsFragment,
  PredictPictureDocument,
} from '../../graphql/generated/graphql.ts';

const pollMs = 1000;

/** A run's network on the site: a worker answers each picture, within an allowance. */
export function useServerModel(runId: string) {
  const client = useApolloClient();
  const allowance = useQuery(PredictionAllowanceDocument, { fetchPolicy: 'cache-and-network' });

  /** Uploads a small picture, and answers when a worker has. Rejects with what the API refused. */
  async function ask(small: Blob): Promise<PredictionFieldsFragment> {
    const picture = await base64Of(small);
    const { data } = await client.mutate({
      mutation: PredictPictureDocument,
      variables: { input: { runId, picture } },
    });
    void allowance.refetch();
    let prediction = data!.predictPicture;
    while (prediction.finishedAt === null) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      const { data: again } = await client.query({
        query: PredictionDocument,
        variables: { id: prediction.id },
        fetchPolicy: 'network-only',
      });
      prediction = again!.prediction;
    }
    return prediction;
  }

  return { allowance: allowance.data?.predictionAllowance ?? null, ask };
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
