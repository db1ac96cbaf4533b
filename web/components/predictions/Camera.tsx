'use client';

import { Alert, Button, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ProbabilityBars } from '../analyses/ProbabilityBars.tsx';
import classes from './predictions.module.css';

type Facing = 'environment' | 'user';
type Trouble = 'insecure' | 'refused' | 'none' | 'busy';

interface LiveAnswer {
  classNames: readonly string[];
  probabilities: readonly number[];
}

interface CameraProps {
  onPicture: (file: File) => void;
  /** Answers what the camera sees just now; null where the network is not in this browser. */
  live: ((bitmap: ImageBitmap) => Promise<LiveAnswer>) | null;
}

/** The camera: a still picture at a time, or live answers while the network is in this browser. */
export function Camera({ onPicture, live }: CameraProps) {
  const t = useTranslations();
  const [on, setOn] = useState(false);
  const [facing, setFacing] = useState<Facing>('environment');
  const [isLive, setLive] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [answer, setAnswer] = useState<LiveAnswer | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const ask = useRef(live);
  useEffect(() => {
    ask.current = live;
  }, [live]);
  const answering = on && isLive && live !== null;

  useEffect(() => {
    if (!on) return;
    let stream: MediaStream | null = null;
    let isOver = false;
    void openCamera(facing).then(
      async (opened) => {
        stream = opened;
        if (isOver || !video.current) return stop(opened);
        video.current.srcObject = opened;
        await video.current.play().catch(() => {});
      },
      (error: unknown) => {
        setTrouble(troubleOf(error));
        setOn(false);
      },
    );
    return () => {
      isOver = true;
      if (stream) stop(stream);
    };
  }, [on, facing]);

  useEffect(() => {
    if (!answering) return setAnswer(null);
    let isOver = false;
    const next = async () => {
      while (!isOver) {
        const element = video.current;
        if (element && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
          const found = await createImageBitmap(element)
            .then((bitmap) => ask.current?.(bitmap))
            .catch(() => setLive(false));
          if (!isOver && found) setAnswer(found);
        }
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    void next();
    return () => {
      isOver = true;
    };
  }, [answering]);

  async function photograph(): Promise<void> {
    const element = video.current;
    if (!element?.videoWidth) return;
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    canvas.getContext('2d')!.drawImage(element, 0, 0);
    canvas.toBlob((blob) => {
      if (blob) onPicture(new File([blob], t('predictions.cameraPicture'), { type: blob.type }));
    }, 'image/png');
  }

  const best = answer ? answer.probabilities.indexOf(Math.max(...answer.probabilities)) : -1;
  return (
    <Stack gap="sm" align="flex-start">
      <Group gap="sm">
        <Button
          variant="default"
          onClick={() => {
            setTrouble(null);
            setOn(!on);
          }}
        >
          {on ? t('predictions.stopCamera') : t('predictions.startCamera')}
        </Button>
        {on && (
          <>
            <Button onClick={photograph}>{t('predictions.takePicture')}</Button>
            <SegmentedControl
              aria-label={t('predictions.camera')}
              value={facing}
              onChange={(value) => setFacing(value as Facing)}
              data={[
                { value: 'environment', label: t('predictions.backCamera') },
                { value: 'user', label: t('predictions.frontCamera') },
              ]}
            />
            {live && (
              <Switch
                label={t('predictions.live')}
                checked={isLive}
                onChange={({ currentTarget }) => setLive(currentTarget.checked)}
              />
            )}
          </>
        )}
      </Group>
      {trouble && (
        <Alert color="orange" title={t('predictions.noCamera')} role="alert">
          {t(`predictions.cameraTroubles.${trouble}`)}
        </Alert>
      )}
      {on && (
        <Group align="flex-start" gap="lg" w="100%">
          <video
            ref={video}
            className={classes.video}
            data-mirrored={facing === 'user' || undefined}
            playsInline
            muted
            aria-label={t('predictions.cameraView')}
            style={{ flex: '1 1 16rem' }}
          />
          {answering && (
            <Stack gap="xs" flex="1 1 16rem">
              {/* Said when it changes, and not with every picture. */}
              <Text role="status" fw={600}>
                {best >= 0 ? answer!.classNames[best] : t('predictions.waiting')}
              </Text>
              {answer && <ProbabilityBars {...answer} inOrder />}
            </Stack>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** The camera that looks that way, or the only one. */
async function openCamera(facing: Facing): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException('', 'SecurityError');
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: facing } }, audio: false });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'SecurityError') return 'insecure';
  if (name === 'NotAllowedError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return 'busy';
}
