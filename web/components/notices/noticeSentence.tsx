'use client';

import { useTranslations } from 'next-intl';
import { noticeData, noticePath } from '#contracts/notices';
import type { NoticesQuery } from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';
import { type Formats, useFormats } from '../page/formats.ts';

export type Notice = NoticesQuery['notices']['nodes'][number];

/** A notice as one sentence, and where the site shows what it is about. */
export function useNoticeText(): (notice: Notice) => { sentence: string; path: string } {
  const t = useTranslations();
  const formats = useFormats();
  return (notice) => ({ sentence: sentenceOf(t, formats, notice), path: noticePath(notice.kind, notice.data) });
}

function sentenceOf(t: Translate, formats: Formats, { kind, data }: Notice): string {
  switch (kind) {
    case 'RUN_ENDED': {
      const { assignment, status } = noticeData.RUN_ENDED.parse(data);
      const ending = optionalText(t, `runs.status.${status}`) ?? status;
      return t('notices.sentences.RUN_ENDED', { assignment, status: ending });
    }
    case 'DEADLINE_NEAR': {
      const { assignment, dueAt } = noticeData.DEADLINE_NEAR.parse(data);
      return t('notices.sentences.DEADLINE_NEAR', { assignment, time: formats.moment(dueAt) });
    }
    case 'GRADES_PUBLISHED':
      return t('notices.sentences.GRADES_PUBLISHED', noticeData.GRADES_PUBLISHED.parse(data));
    case 'FEEDBACK':
      return t('notices.sentences.FEEDBACK', noticeData.FEEDBACK.parse(data));
    case 'EXTENSION':
      return t('notices.sentences.EXTENSION', noticeData.EXTENSION.parse(data));
    case 'ENROLLED':
      return t('notices.sentences.ENROLLED', noticeData.ENROLLED.parse(data));
    case 'WEBHOOK_OFF':
      return t('notices.sentences.WEBHOOK_OFF', noticeData.WEBHOOK_OFF.parse(data));
    default:
      return kind satisfies never;
  }
}
