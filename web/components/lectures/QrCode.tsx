'use client';

import { useEffect, useState } from 'react';

/** A QR code, dark on white in both colour schemes: cameras expect it so. The library loads here only. */
export function QrCode({ text, label, size }: { text: string; label: string; size: string }) {
  const [squares, setSquares] = useState<{ count: number; path: string }>();
  useEffect(() => {
    let isGone = false;
    void import('qrcode').then(({ create }) => {
      if (isGone) return;
      const { size: count, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
      let path = '';
      for (let row = 0; row < count; row++)
        for (let column = 0; column < count; column++)
          if (data[row * count + column]) path += `M${column + 4} ${row + 4}h1v1h-1z`;
      setSquares({ count, path });
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  const side = (squares?.count ?? 21) + 8;
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ width: size, height: size, background: '#fff', borderRadius: 8, flexShrink: 0 }}
    >
      {squares && <path d={squares.path} fill="#000" />}
    </svg>
  );
}
