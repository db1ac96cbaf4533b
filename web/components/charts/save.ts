import { type CsvCell, csvText } from '#contracts/csv';

/** Offers a chart as a picture, on the page's own background. */
export function savePicture(name: string, canvas: HTMLCanvasElement): void {
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  const context = picture.getContext('2d');
  if (!context) return;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  picture.toBlob((blob) => blob && offer(name, blob), 'image/png');
}

/** Offers a table as a CSV file. */
export function saveCsv(name: string, headings: readonly string[], rows: readonly (readonly CsvCell[])[]): void {
  offer(name, new Blob([csvText(headings, rows)], { type: 'text/csv;charset=utf-8' }));
}

/** Lets the browser save a file. */
export function offer(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
