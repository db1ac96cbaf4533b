import type { CurveFinding } from '#contracts/curveReading';
import type { Translate } from '../../i18n/translate.ts';
import type { Formats } from '../page/formats.ts';

/** What a curve says, as a sentence for the reader. */
export function findingSentence(t: Translate, formats: Formats, finding: CurveFinding): string {
  switch (finding.kind) {
    case 'OVERFITTING':
      return t('curveReading.OVERFITTING', {
        epoch: finding.epoch,
        best: formats.value(finding.bestValLoss),
        remedies: finding.remedies
          .map((remedy) => t(`curveReading.remedies.${remedy}`, { dropout: String(finding.dropout) }))
          .join(', '),
      });
    case 'TOO_SURE':
      return t('curveReading.TOO_SURE', { epoch: finding.epoch, best: formats.value(finding.bestValLoss) });
    case 'NOTHING_SHOWS':
      return t('curveReading.NOTHING_SHOWS', {
        firstLoss: formats.value(finding.firstLoss),
        bestLoss: formats.value(finding.bestLoss),
        firstAcc: formats.percent(finding.firstAcc),
        bestAcc: formats.percent(finding.bestAcc),
      });
    case 'JUMPING':
      return t('curveReading.JUMPING', {
        lowest: formats.value(finding.lowest),
        highest: formats.value(finding.highest),
      });
    case 'GAP':
      return t('curveReading.GAP', { acc: formats.percent(finding.acc), valAcc: formats.percent(finding.valAcc) });
    case 'LAGGING':
      return t('curveReading.LAGGING', {
        from: finding.from,
        to: finding.to,
        before: formats.value(finding.before),
        after: formats.value(finding.after),
        canFreezeMore: String(finding.canFreezeMore),
      });
    case 'PLATEAU':
      return t('curveReading.PLATEAU', { epoch: finding.epoch, canTrainMore: String(finding.canTrainMore) });
    case 'NOT_FINITE':
      return t('curveReading.NOT_FINITE', {
        epoch: finding.epoch,
        trainsPretrained: String(finding.trainsPretrained),
      });
    case 'VALIDATION_ABOVE_TRAINING':
      return t(`curveReading.VALIDATION_ABOVE_TRAINING.${finding.because}`);
    case 'STAGE':
      return t(`curveReading.STAGE.${finding.effect}`, {
        stage: finding.stage,
        before: formats.percent(finding.before),
        after: formats.percent(finding.after),
        canFreezeMore: String(finding.canFreezeMore),
      });
    default:
      return t(`curveReading.simple.${finding.kind}`);
  }
}

/** Tells the findings of a history apart. */
export function findingKey(finding: CurveFinding): string {
  return 'stage' in finding ? `${finding.kind} ${finding.stage}` : finding.kind;
}
