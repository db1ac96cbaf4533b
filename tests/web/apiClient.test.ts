import { expect, test } from 'vitest';
import { shownName } from '../../web/graphql/apiClient.ts';
import { t } from '../setup/korean.ts';

test('somebody whose account was erased is called so in the language of the reader', () => {
  const shown = (name: unknown) => shownName(name, (code) => t('site.formerMember', { code }));
  expect(shown('Former member 381320')).toBe('탈퇴한 회원 381320');
  expect(shown('Ada Lovelace')).toBe('Ada Lovelace');
  expect(shown(null)).toBeNull();
});
