'use client';

import { Box, Button, Code, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMe } from '../accounts/session.ts';
import classes from './Welcome.module.css';

const recipe = `backbone: MobileNetV2
weights: imagenet
freeze: all
head: {pooling: avg}
optimizer: {name: rmsprop, learningRate: 0.001}
training: {epochs: 20, batchSize: 32}
seed: 42`;

const steps = ['write', 'watch', 'score'] as const;

/** The front page: what the site is, and the way in. */
export function Welcome() {
  const t = useTranslations();
  const { me } = useMe();
  return (
    <Container size={1120} px="md">
      <div className={classes.hero}>
        <Stack gap="lg" align="flex-start">
          <Title order={1} className={classes.title}>
            {t('welcome.title')}
          </Title>
          <Text size="lg" c="dimmed" maw={520}>
            {t('welcome.text')}
          </Text>
          <Group gap="sm">
            {me ? (
              <Button component={Link} href="/courses" size="md">
                {t('welcome.courses')}
              </Button>
            ) : (
              <>
                <Button component={Link} href="/sign-up" size="md">
                  {t('accounts.createTitle')}
                </Button>
                <Button component={Link} href="/sign-in" size="md" variant="default">
                  {t('accounts.signIn')}
                </Button>
              </>
            )}
          </Group>
        </Stack>
        <Paper withBorder shadow="sm" component="figure" m={0}>
          <Box px="md" py="xs" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
            <Text size="sm" c="dimmed" component="figcaption">
              {t('welcome.example')}
            </Text>
          </Box>
          <Code block bg="transparent" p="md" fz="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {recipe}
          </Code>
        </Paper>
      </div>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <Title order={2} size="h3" mb={4}>
              {t(`welcome.steps.${step}.title`)}
            </Title>
            <Text size="sm" c="dimmed">
              {t(`welcome.steps.${step}.text`)}
            </Text>
          </li>
        ))}
      </ol>
    </Container>
  );
}
