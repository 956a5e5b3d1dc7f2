import { Button } from '@mantine/core';
import type { Recording } from '@lesblik/shared/recordings';
import { useRef, useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { bytes, timeLeft } from '../../../ui/format.ts';
import { LinkButton } from '../../../ui/LinkButton.tsx';
import { sentenceOfCode } from '../../../ui/problem-sentence.ts';
import { say, sayProblem } from '../../../ui/toasts.ts';
import { Held } from '../Held.tsx';
import { pickFiles } from './pick-files.ts';
import { uploadEngine } from './upload-engine.ts';
import { secondsLeft, type UploadItem } from './upload-item.ts';
import { Bar } from '../../../ui/Bar.tsx';
import classes from './UploadsPanel.module.css';

function useWords(item: UploadItem, recording: Recording | undefined): string {
  const { t, i18n } = useTranslation(['recordings', 'common', 'problems']);
  const percent = Math.floor((item.sentBytes / item.bytes) * 100);
  switch (item.state) {
    case 'waiting':
      return t('uploads.waiting');
    case 'away':
      if (item.problem === 'offline' || item.problem === undefined) return t('uploads.away');
      return isHeld(item) ? t('uploads.held', { percent }) : sentenceOfCode(item.problem);
    case 'paused':
      return t('uploads.paused', { percent });
    case 'needs_file':
      return t('uploads.needsFile', { name: item.fileName });
    case 'failed':
      return sentenceOfCode(item.problem ?? null);
    case 'done':
      if (recording?.state === 'failed') return t('uploads.refused', { why: sentenceOfCode(recording.problem) });
      return t('uploads.done');
    case 'sending': {
      const left = secondsLeft(item);
      const language = i18n.language;
      return [
        `${percent}%`,
        t('uploads.sending', { sent: bytes(item.sentBytes, language), total: bytes(item.bytes, language) }),
        item.bytesPerSecond && t('uploads.speed', { speed: bytes(item.bytesPerSecond, language) }),
        left !== undefined && t('uploads.left', { time: timeLeft(left) }),
      ]
        .filter(Boolean)
        .join(' · ');
    }
  }
}

/** The server has it in hand, and no room for the rest. */
const isHeld = (item: UploadItem): item is UploadItem & { problem: string } =>
  item.state === 'away' && (item.problem === 'storage_full' || item.problem === 'storage_unavailable');

interface Props {
  item: UploadItem;
  /** As the server has it now, where the page knows it: a film that arrived can still be refused. */
  recording?: Recording | undefined;
}

export function UploadRow({ item, recording }: Props) {
  const { t } = useTranslation('recordings');
  const words = useWords(item, recording);
  const refused = item.state === 'failed' || recording?.state === 'failed';
  const again = useRef<HTMLInputElement>(null);
  const [other, setOther] = useState(false);
  const { recordingId, state, title } = item;
  const labelled = (act: string) => ({ 'aria-label': t('uploads.of', { act, title }) });

  const give = (file: File | undefined, handle?: FileSystemFileHandle): void => {
    if (file) setOther(!uploadEngine.giveFile(recordingId, file, handle));
  };

  async function chooseAgain(): Promise<void> {
    if (await uploadEngine.reopenKept(recordingId)) return;
    if (!('showOpenFilePicker' in window)) return again.current?.click();
    const picked = (await pickFiles(false))?.[0];
    give(picked?.file, picked?.handle);
  }

  const cancel = (): void => {
    uploadEngine.cancel(recordingId).then(() => say(t('uploads.cancelled')), sayProblem);
  };

  return (
    <li className={classes.row}>
      <div>
        <p className={classes.name}>{title}</p>
        <p className={refused ? classes.problem : classes.words}>{words}</p>
        {isHeld(item) && <Held problem={item.problem} />}
        {other && (
          <p className={classes.problem} role="alert">
            {t('uploads.otherFile', { name: item.fileName })}
          </p>
        )}
      </div>
      <div className={classes.acts}>
        {(state === 'sending' || state === 'waiting' || state === 'away') && (
          <Button
            variant="default"
            onClick={() => void uploadEngine.pause(recordingId)}
            {...labelled(t('uploads.pause'))}
          >
            {t('uploads.pause')}
          </Button>
        )}
        {state === 'paused' && (
          <Button onClick={() => void uploadEngine.goOn(recordingId)} {...labelled(t('uploads.goOn'))}>
            {t('uploads.goOn')}
          </Button>
        )}
        {state === 'needs_file' && (
          <>
            <Button onClick={() => chooseAgain().catch(sayProblem)} {...labelled(t('uploads.chooseAgain'))}>
              {t('uploads.chooseAgain')}
            </Button>
            <input
              ref={again}
              type="file"
              accept="video/*,audio/*"
              hidden
              data-testid={`again-${recordingId}`}
              onChange={(event: ChangeEvent<HTMLInputElement>) => give(event.target.files?.[0])}
            />
          </>
        )}
        {recording?.state === 'failed' && (
          <LinkButton to={paths.recording(recordingId)} variant="default">
            {t('uploads.why')}
          </LinkButton>
        )}
        {state === 'done' || state === 'failed' ? (
          <Button variant="subtle" onClick={() => void uploadEngine.drop(recordingId)}>
            {t('uploads.dismiss')}
          </Button>
        ) : (
          <Button variant="subtle" onClick={cancel} {...labelled(t('uploads.cancel'))}>
            {t('uploads.cancel')}
          </Button>
        )}
      </div>
      {state !== 'failed' && state !== 'done' && (
        <Bar
          label={t('uploads.of', { act: t('state.uploading'), title })}
          percent={(item.sentBytes / item.bytes) * 100}
        />
      )}
    </li>
  );
}
