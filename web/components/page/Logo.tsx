/** A river that falls one step: what is learned upstream arrives downstream. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6b82" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M6 10c4 0 6 0 9 5s6 7 11 7" />
        <path d="M6 16c3 0 5 1 7 4s5 4 8 4" opacity=".55" />
        <path d="M12 7c4 0 6 2 8 5s4 5 6 5" opacity=".55" />
      </g>
    </svg>
  );
}
