import { createFormatter, createTranslator } from 'next-intl';
import { formatsOf } from '../../web/components/page/formats.ts';
import { formats as namedFormats } from '../../web/i18n/formats.ts';
import messages from '../../web/messages/ko.json' with { type: 'json' };

const language = { locale: 'ko', timeZone: 'UTC', formats: namedFormats } as const;

/** The texts, numbers and times of the site in Korean, as its components have them from hooks. */
export const t = createTranslator({ ...language, messages });
export const formats = formatsOf(createFormatter(language), t);
