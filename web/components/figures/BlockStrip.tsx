import classes from './figures.module.css';

/**
 * A network from its images on the left to its head on the right: frozen blocks cold, trained ones warm. The text
 * beside it says the same.
 *
 * @param shares how high each block is drawn, in [0, 1]
 * @param frozen how many blocks are frozen
 */
export function BlockStrip({ shares, frozen }: { shares: readonly number[]; frozen: number }) {
  return (
    <div className={classes.strip} aria-hidden="true">
      {shares.map((share, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other name here.
          key={index}
          data-frozen={index < frozen || undefined}
          style={{ height: `${Math.round(14 + 86 * share)}%` }}
        />
      ))}
      <span data-head style={{ height: '30%' }} />
    </div>
  );
}
