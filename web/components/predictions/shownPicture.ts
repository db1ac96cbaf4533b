import type { HeatmapFieldsFragment } from '../../graphql/generated/graphql.ts';

/** A picture of one's own, and what the network answers. */
export interface ShownPicture {
  id: string;
  file: Blob;
  name: string;
  /** Where this page shows it from. */
  url: string;
  state: 'WAITING' | 'ANSWERED' | 'FAILED';
  classNames: readonly string[];
  /** One number a class; null until there is an answer. */
  probabilities: readonly number[] | null;
  /** Milliseconds that the network took in this browser; null for an answer of the site. */
  ms: number | null;
  /** Where the page shows what the network sees; null until it is known. */
  seen: string | null;
  /** Where the network looked; only the site computes it. */
  heatmap: HeatmapFieldsFragment | null;
  problem: string | null;
  /** Whether this browser cannot read the file: then there is nothing to show or to try again. */
  unreadable: boolean;
}
