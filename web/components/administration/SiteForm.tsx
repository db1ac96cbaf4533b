'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Radio,
  Stack,
  Tabs,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import {
  PrivacyNoticeDocument,
  type SignUpMode,
  SiteDocument,
  type SiteQuery,
  UpdateSiteDocument,
} from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { LanguageField } from '../page/LanguageField.tsx';
import { Markdown } from '../page/Markdown.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

const modes: SignUpMode[] = ['OPEN', 'INVITATION', 'CLOSED'];
const storageFields = ['courseGigabytes', 'accountGigabytes'] as const;

/** What the site is called, who may make an account, what it asks of accounts, and its privacy notice. */
export function SiteForm() {
  const site = useQuery(SiteDocument);
  const notice = useQuery(PrivacyNoticeDocument);
  const both =
    site.data && notice.data ? { site: site.data.site, privacyNotice: notice.data.site.privacyNotice } : undefined;
  const refetch = () => Promise.all([site.refetch(), notice.refetch()]);
  return (
    <QueryState result={{ data: both, error: site.error ?? notice.error, refetch }} rows={8}>
      {(known) => <Fields {...known} />}
    </QueryState>
  );
}

function Fields({ site, privacyNotice }: { site: SiteQuery['site']; privacyNotice: string }) {
  const t = useTranslations();
  const router = useRouter();
  const [update, { loading }] = useMutation(UpdateSiteDocument, {
    refetchQueries: [SiteDocument, PrivacyNoticeDocument],
    awaitRefetchQueries: true,
  });
  const { name, language, signUp, emailDomains, requiresVerifiedEmail, requiresTwoFactor, outboxShown } = site;
  const { courseGigabytes, accountGigabytes, helpContact } = site;
  const form = useForm({
    initialValues: {
      name,
      language,
      signUp,
      emailDomains,
      requiresVerifiedEmail,
      requiresTwoFactor,
      outboxShown,
      helpContact,
      courseGigabytes,
      accountGigabytes,
      privacyNotice,
    },
    validate: { name: (typed) => (typed.trim() === '' ? t('administration.nameMissing') : null) },
  });
  const save = async (input: typeof form.values) => {
    try {
      await update({ variables: { input } });
      form.resetDirty();
      // The name is in the title of the tab, which the server renders.
      router.refresh();
      notifications.show({ message: t('administration.saved') });
    } catch (error) {
      const { issues } = describeError(error);
      for (const issue of issues) form.setFieldError(issue.path.split('.')[0]!, issueText(t, issue));
      if (issues.length === 0)
        notifications.show({ color: 'red', title: t('administration.notChanged'), message: errorText(t, error) });
    }
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="lg">
        <Section title={t('administration.connections')} description={t('administration.connectionsText')}>
          <FactList
            facts={[
              [t('administration.mails'), t(`administration.mailsBy.${site.mailDelivery}`)],
              [t('administration.singleSignOn'), site.singleSignOn ?? t('administration.noSingleSignOn')],
            ]}
          />
        </Section>
        <Section title={t('administration.site')}>
          <TextInput label={t('administration.siteName')} {...form.getInputProps('name')} />
          <TextInput
            label={t('administration.helpContact')}
            description={t('administration.helpContactDescription')}
            maxLength={200}
            {...form.getInputProps('helpContact')}
          />
          <LanguageField
            label={t('administration.language')}
            description={t('administration.languageDescription')}
            {...form.getInputProps('language')}
          />
          <Radio.Group label={t('administration.signUp')} {...form.getInputProps('signUp')}>
            <Stack gap="xs" mt="xs">
              {modes.map((mode) => (
                <Radio
                  key={mode}
                  value={mode}
                  label={t(`administration.signUpModes.${mode}.title`)}
                  description={t(`administration.signUpModes.${mode}.text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <TagsInput
            label={t('administration.emailDomains')}
            description={t('administration.emailDomainsDescription')}
            placeholder={t('administration.domainExample')}
            {...form.getInputProps('emailDomains')}
          />
          <Checkbox
            label={t('administration.requiresVerifiedEmail')}
            description={
              site.mailDelivery === 'NONE'
                ? t('administration.needsMail')
                : t('administration.verifiedEmailDescription')
            }
            disabled={site.mailDelivery === 'NONE'}
            {...form.getInputProps('requiresVerifiedEmail', { type: 'checkbox' })}
          />
          <Checkbox
            label={t('administration.requiresTwoFactor')}
            description={t('administration.twoFactorDescription')}
            {...form.getInputProps('requiresTwoFactor', { type: 'checkbox' })}
          />
          {site.mailDelivery === 'OUTBOX' && (
            <Checkbox
              label={t('administration.outboxShown')}
              {...form.getInputProps('outboxShown', { type: 'checkbox' })}
            />
          )}
        </Section>
        <Section title={t('administration.storage')} description={t('administration.storageDescription')}>
          {storageFields.map((field) => (
            <NumberInput
              key={field}
              label={t(`administration.mostStorage.${field}`)}
              suffix={` ${t('administration.gigabytes')}`}
              thousandSeparator
              allowDecimal={false}
              min={1}
              max={1_000_000}
              {...form.getInputProps(field)}
            />
          ))}
        </Section>
        <Section title={t('site.privacy')} description={t('administration.privacyDescription')}>
          <Tabs defaultValue="write">
            <Tabs.List>
              <Tabs.Tab value="write">{t('administration.write')}</Tabs.Tab>
              <Tabs.Tab value="preview">{t('administration.preview')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="write" pt="sm">
              <Textarea
                aria-label={t('site.privacy')}
                autosize
                minRows={8}
                maxRows={24}
                {...form.getInputProps('privacyNotice')}
              />
            </Tabs.Panel>
            <Tabs.Panel value="preview" pt="sm">
              <Markdown text={form.values.privacyNotice} />
            </Tabs.Panel>
          </Tabs>
        </Section>
        <Group justify="flex-end">
          <Button type="submit" loading={loading}>
            {t('administration.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
