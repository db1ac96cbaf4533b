import { z } from 'zod';
import { normalizeName, personNameFault } from './personName.ts';

/** What a person is called: 1 to 100 characters that can be seen, in Unicode's composed form (NFC), trimmed. */
export const personName = z
  .string()
  .transform(normalizeName)
  .superRefine((name, context) => {
    const fault = personNameFault(name);
    if (fault) context.addIssue({ code: 'custom', ...fault });
  });
