/** Units of a side. */
export const pictureSide = 100;

/**
 * A cat, drawn for this site. Its ground goes on beyond the edges, as `fillMode: nearest` repeats the edge of a
 * picture: at the top there is wall, at the bottom there is floor.
 */
export function PictureOfACat({ transform }: { transform?: string }) {
  return (
    <svg viewBox={`0 0 ${pictureSide} ${pictureSide}`} aria-hidden="true">
      <g transform={transform}>
        <rect x="-400" y="-400" width="900" height="900" fill="#cfe3e8" />
        <rect x="-400" y="74" width="900" height="500" fill="#d9b98a" />
        <path d="M68 84c14 2 18-12 12-22" fill="none" stroke="#5b5149" strokeWidth="6" strokeLinecap="round" />
        <ellipse cx="50" cy="72" rx="22" ry="18" fill="#6b6058" />
        <circle cx="46" cy="42" r="19" fill="#7a6e64" />
        <path d="M29 34 28 14l14 12zM63 34l2-20-15 12z" fill="#7a6e64" />
        <path d="M31 29 31 19l7 6zM61 29l2-10-8 6z" fill="#e3a79a" />
        <circle cx="39" cy="40" r="4" fill="#e9d24c" />
        <circle cx="54" cy="40" r="4" fill="#e9d24c" />
        <ellipse cx="39" cy="40" rx="1.4" ry="3.4" fill="#222" />
        <ellipse cx="54" cy="40" rx="1.4" ry="3.4" fill="#222" />
        <path d="m46.5 50-2.5-3h5z" fill="#d88a80" />
        <path d="M46.5 50v3M33 49l-12-2M33 52l-12 3M60 49l12-2M60 52l12 3" stroke="#3f3833" strokeWidth="1.2" />
        <ellipse cx="42" cy="88" rx="6" ry="4" fill="#7a6e64" />
        <ellipse cx="58" cy="88" rx="6" ry="4" fill="#7a6e64" />
      </g>
    </svg>
  );
}
