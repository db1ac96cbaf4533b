import type { Augmentation } from '../augmentation.ts';

/** No place in the image: `cval` stands there. */
export const nowhere = Number.NEGATIVE_INFINITY;

/**
 * Where on an axis of `length` pixels to read instead of `position`, which lies before its first pixel's middle or
 * behind its last one's. `reflect` may answer with a place less than one pixel outside, between a pixel and its own
 * mirror image.
 *
 * SciPy's `wrap` has period length − 1, so that the first and the last pixel count as the same place; its `constant`
 * does not blend with the image's edge. Source: `map_coordinate` in scipy/ndimage/src/ni_interpolation.c.
 */
export function outside(position: number, length: number, fillMode: Augmentation['fillMode']): number {
  switch (fillMode) {
    case 'constant':
      return nowhere;
    case 'nearest':
      return position < 0 ? 0 : length - 1;
    case 'wrap': {
      const period = length - 1;
      if (period === 0) return 0;
      const whole = Math.trunc(position / period);
      return position - period * (position < 0 ? whole - 1 : whole);
    }
    case 'reflect': {
      const behind = position < 0 ? -position - 1 : position;
      const within = behind - 2 * length * Math.trunc(behind / (2 * length));
      return within < length ? within : 2 * length - within - 1;
    }
    default:
      return fillMode satisfies never;
  }
}
