'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Augmentation } from '#contracts/augmentation';
import { createRandomState } from '#contracts/random/randomState';
import { affineMatrix } from '#contracts/variation/affineMatrix';
import { randomTransform } from '#contracts/variation/augment';
import type { Transform } from '#contracts/variation/transform';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import type { AugmentationFigureProps } from './given.ts';
import { PictureOfACat, pictureSide } from './PictureOfACat.tsx';
import { Slider } from './Slider.tsx';

const size = { height: pictureSide, width: pictureSide };
const draws = 8;

/** What augmentation makes of a picture, drawn by the rules of the training, and what it did to a run. */
export function AugmentationFigure({ plain, augmented }: AugmentationFigureProps) {
  const t = useTranslations();
  const [pass, setPass] = useState(1);
  const [rotation, setRotation] = useState(20);
  const [shift, setShift] = useState(10);
  const [shear, setShear] = useState(0);
  const [zoom, setZoom] = useState(10);
  const [flip, setFlip] = useState(true);
  const transforms = useMemo(() => {
    const policy: Augmentation = {
      rotationRange: rotation,
      widthShiftRange: shift / 100,
      heightShiftRange: shift / 100,
      shearRange: shear,
      zoomRange: zoom / 100,
      horizontalFlip: flip,
      verticalFlip: false,
      fillMode: 'nearest',
      cval: 0,
    };
    const random = createRandomState(pass);
    return Array.from({ length: draws }, () => randomTransform(policy, size, random));
  }, [pass, rotation, shift, shear, zoom, flip]);
  const degrees = (value: number) => t('lessons.augmentation.degrees', { value });
  const percent = (value: number) => t('lessons.augmentation.percent', { value: value / 100 });
  return (
    <div className={classes.figure}>
      <div className={classes.controls}>
        <Slider
          label={t('lessons.augmentation.rotation')}
          text={degrees(rotation)}
          value={rotation}
          max={90}
          step={5}
          onChange={setRotation}
        />
        <Slider
          label={t('lessons.augmentation.shift')}
          text={percent(shift)}
          value={shift}
          max={50}
          step={5}
          onChange={setShift}
        />
        <Slider
          label={t('lessons.augmentation.shear')}
          text={degrees(shear)}
          value={shear}
          max={45}
          step={5}
          onChange={setShear}
        />
        <Slider
          label={t('lessons.augmentation.zoom')}
          text={percent(zoom)}
          value={zoom}
          max={50}
          step={5}
          onChange={setZoom}
        />
        <label className={classes.says}>
          <input type="checkbox" checked={flip} onChange={({ currentTarget }) => setFlip(currentTarget.checked)} />{' '}
          {t('lessons.augmentation.flip')}
        </label>
      </div>
      <div>
        <p className={classes.says} id="augmented-pictures">
          <strong>{t('lessons.augmentation.trainingPictures', { pass })}</strong>
        </p>
        <div className={classes.pictures} role="img" aria-labelledby="augmented-pictures">
          {transforms.map((transform, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draw is its place.
            <div key={index} className={classes.picture}>
              <PictureOfACat transform={svgTransform(transform)} />
            </div>
          ))}
        </div>
      </div>
      <button type="button" className={classes.button} onClick={() => setPass(pass + 1)}>
        {t('lessons.augmentation.nextPass')}
      </button>
      <div>
        <p className={classes.says} id="plain-picture">
          <strong>{t('lessons.augmentation.validationPicture')}</strong>
        </p>
        <div className={classes.pictures} role="img" aria-labelledby="plain-picture">
          <div className={classes.picture}>
            <PictureOfACat />
          </div>
        </div>
      </div>
      <Curves
        label={t('lessons.augmentation.chart')}
        unit="share"
        range={[0.4, 1]}
        epochs={plain.valAcc.length}
        curves={[
          { name: t('lessons.augmentation.validationWith'), color: 'cold', values: augmented.valAcc },
          { name: t('lessons.augmentation.trainingWith'), color: 'cold', thin: true, values: augmented.acc },
          { name: t('lessons.augmentation.validationWithout'), color: 'warm', dashed: true, values: plain.valAcc },
          {
            name: t('lessons.augmentation.trainingWithout'),
            color: 'warm',
            dashed: true,
            thin: true,
            values: plain.acc,
          },
        ]}
      />
      <p className={classes.note}>{t('lessons.augmentation.note')}</p>
    </div>
  );
}

/**
 * Training asks for each pixel of the new picture where it comes from. A drawing moves the other way: by the inverse
 * matrix, then mirrored.
 */
function svgTransform(transform: Transform): string {
  const [rowPerRow, rowPerColumn, row, columnPerRow, columnPerColumn, column] = affineMatrix(transform, size);
  const determinant = columnPerColumn * rowPerRow - columnPerRow * rowPerColumn;
  const a = rowPerRow / determinant;
  const b = -rowPerColumn / determinant;
  const c = -columnPerRow / determinant;
  const d = columnPerColumn / determinant;
  const matrix = [a, b, c, d, -(a * column + c * row), -(b * column + d * row)].map((value) => value.toFixed(5));
  const mirrored = transform.flipHorizontal ? `translate(${pictureSide - 1} 0) scale(-1 1) ` : '';
  return `${mirrored}matrix(${matrix.join(' ')})`;
}
