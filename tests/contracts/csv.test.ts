import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { byteOrderMark, csvLine, csvText } from '#contracts/csv';

describe('CSV', () => {
  it('is read back by others as it was written', () => {
    const rows = [
      ['김하늘', 'a "quoted" name', 'comma, semicolon; tab\there', 'two\nlines', ' spaces '],
      ['', 'plain', "O'Brien", 'é', '"'],
    ];
    const text = byteOrderMark + csvText(['a', 'b', 'c', 'd', 'e'], rows);
    expect(parse(text, { bom: true, from: 2 })).toEqual(rows);
  });

  it('has empty cells, numbers, truth and moments', () => {
    expect(csvLine([null, undefined, -0.25, 12, true, new Date('2026-11-24T12:00:00Z')])).toBe(
      ',,-0.25,12,true,2026-11-24T12:00:00.000Z\n',
    );
  });

  it.each(['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1+1', '=HYPERLINK("http://x","y")'])(
    'gives a spreadsheet nothing to run: %j',
    (formula) => {
      const [[cell]] = parse(csvLine([formula]), { trim: false }) as [[string]];
      expect(cell).toBe(`'${formula}`);
    },
  );
});
