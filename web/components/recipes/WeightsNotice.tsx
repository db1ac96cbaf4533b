'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { withText } from './recipeDraft.ts';
import { isMissing, type Substitute, substituteFor, withSubstitute } from './substitute.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** A recipe that came by a link and whose weights were replaced, because the site cannot get them. */
export interface Replaced {
  /** The recipe as the link says it. */
  text: string;
  backbone: string;
  weights: string;
  by: Substitute;
}

interface WeightsNoticeProps {
  form: RecipeForm;
  /** The assignment's starter recipe: what it has is offered first. */
  starter: unknown;
  replaced?: Replaced | undefined;
}

/** Says that a run would fail for want of its weights, and what can be had instead; or what has been replaced. */
export function WeightsNotice({ form, starter, replaced }: WeightsNoticeProps) {
  const t = useTranslations();
  const { backbone, weights } = form.nearest;
  if (isMissing(form.terms, backbone, weights)) {
    const substitute = substituteFor(form.nearest, starter, form.terms);
    return (
      <Alert color="orange" role="status" p="sm" data-testid="weights-missing">
        <Text size="sm">{t('recipes.weightsMissing', { backbone, weights })}</Text>
        {substitute ? (
          <Button
            size="compact-sm"
            variant="light"
            mt={6}
            style={{ height: 'auto', minHeight: 28 }}
            onClick={() => form.change((draft) => withSubstitute(draft, substitute))}
          >
            <span style={{ whiteSpace: 'normal', textAlign: 'start' }}>
              {t(substitute.isStarters ? 'recipes.takeStarters' : 'recipes.takeOthers', {
                backbone: substitute.backbone,
                weights: substitute.name,
              })}
            </span>
          </Button>
        ) : (
          <Text size="sm">{t('recipes.noWeights')}</Text>
        )}
      </Alert>
    );
  }
  if (!replaced || backbone !== replaced.by.backbone || weights !== replaced.by.weights) return null;
  return (
    <Alert color="blue" role="status" p="sm" data-testid="weights-replaced">
      <Text size="sm">
        {t(replaced.by.isStarters ? 'recipes.replacedByStarters' : 'recipes.replaced', {
          backbone: replaced.backbone,
          weights: replaced.weights,
          otherBackbone: replaced.by.backbone,
          otherWeights: replaced.by.name,
        })}
      </Text>
      <Group mt={6}>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => form.change((draft) => withText(draft, replaced.text))}
        >
          {t('recipes.asLinked')}
        </Button>
      </Group>
    </Alert>
  );
}
