import { directionOf } from '#contracts/metrics';
import type { ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import classes from './ScoreBar.module.css';

/**
 * Where a score may lie between 0 and 1, and the reference run's lowest score as a line. Text beside it says it. Losses
 * have no bar: they do not lie between 0 and 1.
 */
export function ScoreBar({ score, reference }: { score: ScoreRangeFieldsFragment; reference?: number | undefined }) {
  if (directionOf(score.metric).lowerIsBetter) return null;
  return (
    <div className={classes.track} aria-hidden="true">
      <div
        className={classes.range}
        style={{ left: `${score.low * 100}%`, width: `${(score.high - score.low) * 100}%` }}
      />
      {reference !== undefined && <div className={classes.reference} style={{ left: `${reference * 100}%` }} />}
    </div>
  );
}
