'use client';

import { Button, Collapse, Group, List, Menu, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { shownValue } from './differences.ts';
import { presetNames, presetOf } from './presets.ts';
import { draftOf, withText } from './recipeDraft.ts';
import { nameOf } from './recipePath.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** Recipes to begin with, the way back, and what differs from the starter recipe. */
export function RecipeToolbar({ form, starter }: { form: RecipeForm; starter: unknown }) {
  const t = useTranslations();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { differences } = form;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Menu position="bottom-start" width={320} withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button size="xs" variant="default">
              {t('recipes.presetsMenu')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {presetNames.map((name) => {
              const { text, refused } = presetOf(name, form.terms, form.nearest.backbone, t);
              return (
                <Menu.Item
                  key={name}
                  disabled={refused !== undefined}
                  onClick={() => form.change((draft) => withText(draft, text))}
                >
                  <Text size="sm" fw={600}>
                    {t(`recipes.presets.${name}.title`)}
                  </Text>
                  <Text size="xs">{refused ?? t(`recipes.presets.${name}.text`)}</Text>
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
        <Button size="xs" variant="default" disabled={!form.undo} onClick={() => form.undo?.()}>
          {t('recipes.undo')}
        </Button>
        {starter === undefined ? null : differences.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('recipes.asStarter')}
          </Text>
        ) : (
          <>
            <Button
              size="xs"
              variant="default"
              onClick={() => form.change((draft) => withText(draft, draftOf(starter).text))}
            >
              {t('recipes.backToStarter')}
            </Button>
            <Button size="xs" variant="subtle" aria-expanded={isOpen} onClick={toggle}>
              {t('recipes.differences', { count: differences.length })}
            </Button>
          </>
        )}
      </Group>
      <Collapse expanded={isOpen && differences.length > 0}>
        <List size="sm" spacing={4} data-testid="differences">
          {differences.map((difference) => {
            const field = nameOf(difference.path);
            return (
              <List.Item key={field}>
                <Text span size="sm" fw={650}>
                  {field}
                </Text>
                {': '}
                {t('recipes.differs', {
                  from: shownValue(difference.from) || t('recipes.nothing'),
                  to: shownValue(difference.to) || t('recipes.nothing'),
                })}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => form.takeBack(difference)}>
                  {t.rich('recipes.takeBack', {
                    field,
                    hidden: (text) => <span className="visually-hidden">{text}</span>,
                  })}
                </Button>
              </List.Item>
            );
          })}
        </List>
      </Collapse>
    </Stack>
  );
}
