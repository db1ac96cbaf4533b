'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { noticePath } from '#contracts/noticePath';
import type { NoticeData } from '#contracts/notices';
import type { NoticesQuery } from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';
import { type Formats, useFormats } from '../page/formats.ts';

export type Notice = NoticesQuery['notices']['nodes'][number];

/** A notice as one sentence, and where the site shows what it is about. */
export function useNoticeText(): (notice: Notice) => { sentence: string; path: string } {
  const t = useTranslations();
  const formats = useFormats();
  const timeZone = useTimeZone() ?? 'UTC';
  return (notice) => ({
    sentence: sentenceOf(t, formats, timeZone, notice),
    path: noticePath(notice.kind, notice.data),
  });
}

function sentenceOf(t: Translate, formats: Formats, timeZone: string, { kind, data }: Notice): string {
  switch (kind) {
    case 'RUN_ENDED': {
      const { run, assignment, status } = data as NoticeData<'RUN_ENDED'>;
      const ending = optionalText(t, `runs.status.${status}`) ?? status;
      return run === undefined
        ? t('notices.sentences.RUN_ENDED', { assignment, status: ending })
        : t('notices.sentences.NAMED_RUN_ENDED', { run, assignment, status: ending });
    }
    case 'DEADLINE_NEAR': {
      const { assignment, dueAt } = data as NoticeData<'DEADLINE_NEAR'>;
      return t('notices.sentences.DEADLINE_NEAR', { assignment, time: formats.momentIn(dueAt, timeZone) });
    }
    case 'GRADES_PUBLISHED':
      return t('notices.sentences.GRADES_PUBLISHED', data as NoticeData<'GRADES_PUBLISHED'>);
    case 'FEEDBACK': {
      const { run, assignment } = data as NoticeData<'FEEDBACK'>;
      return run === undefined
        ? t('notices.sentences.FEEDBACK', { assignment })
        : t('notices.sentences.NAMED_FEEDBACK', { run, assignment });
    }
    case 'ASSIGNMENT_PUBLISHED':
    case 'DATES_CHANGED':
    case 'REVISION':
      return t(`notices.sentences.${kind}`, data as NoticeData<typeof kind>);
    case 'EXTENSION': {
      const { assignment, change = 'GRANTED' } = data as NoticeData<'EXTENSION'>;
      return t(`notices.extension.${change}`, { assignment });
    }
    case 'ENROLLED':
      return t('notices.sentences.ENROLLED', data as NoticeData<'ENROLLED'>);
    case 'WEBHOOK_OFF':
      return t('notices.sentences.WEBHOOK_OFF', data as NoticeData<'WEBHOOK_OFF'>);
    default:
      return kind satisfies never;
  }
}
