import type { Examples } from '../../../learning/data/examples.ts';

/**
 * Images, [side, side, 3], of waves whose frequencies and colours vary from one to the next: what int8 is calibrated on
 * where there are no photos.
 */
export function waves(count: number, side: number): Examples {
  return {
    shape: [side, side, 3],
    labels: Int32Array.from({ length: count }, (_, index) => index % 2),
    async read(indices) {
      const values = new Float32Array(indices.length * side ** 2 * 3);
      let at = 0;
      for (const image of Array.from(indices)) {
        const [a, b, c, d] = [1, 2, 3, 4].map((prime) => (image * 0.618 * prime) % 1) as [
          number,
          number,
          number,
          number,
        ];
        for (let row = 0; row < side; row++)
          for (let column = 0; column < side; column++)
            for (let channel = 0; channel < 3; channel++)
              values[at++] = Math.sin(a * row * 0.3 + channel * c * 3) * Math.cos(b * column * 0.3 + d * 6);
      }
      return values;
    },
  };
}
