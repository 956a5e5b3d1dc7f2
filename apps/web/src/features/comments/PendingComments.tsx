import { Button } from '@mantine/core';
import { IconClock, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../../api/offline.ts';
import { momentText } from '../../ui/format.ts';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './CommentList.module.css';
import type { Waiting } from './core/device-store.ts';
import { useDesk, useWaitingComments } from './desk-context.tsx';

/** What was saved on this device and has not reached the server yet, or was refused by it. */
export function PendingComments() {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const waiting = useWaitingComments(desk);
  const online = useOnline();
  if (!desk || waiting.length === 0) return null;

  const writeOn = async ({ comment, ...rest }: Waiting): Promise<void> => {
    const slot = comment.parentId ? `reply:${comment.parentId}` : 'new';
    await desk.drafts.drop(slot);
    desk.drafts.begin(slot, {
      kind: comment.kind,
      moment: { startMs: comment.moment.startMs, endMs: comment.moment.endMs ?? null },
      parentId: comment.parentId ?? null,
      text: comment.text,
      goalIds: comment.goalIds ?? [],
      private: comment.private ?? false,
    });
    await desk.outbox.take({ comment, ...rest });
    session.ui.set({ writing: slot });
  };

  return (
    <ul className={classes.pending} aria-label={t('pending.label')}>
      {waiting.map((item) => (
        <li key={item.comment.clientKey} className={classes.waiting} data-refused={item.refused !== null}>
          <span className={classes.state}>
            {item.refused === null ? (
              <>
                <IconClock size={16} aria-hidden="true" />
                {t(online ? 'pending.sending' : 'pending.offline')}
              </>
            ) : (
              <>
                <IconAlertTriangle size={16} aria-hidden="true" />
                {sentenceOfCode(item.refused)}
              </>
            )}
          </span>
          <span>
            {momentText({ startMs: item.comment.moment.startMs, endMs: item.comment.moment.endMs ?? null })} ·{' '}
            {item.comment.text}
          </span>
          {item.refused !== null && (
            <span className={classes.pendingActs}>
              <Button size="compact-sm" variant="light" onClick={() => void writeOn(item)}>
                {t('pending.writeOn')}
              </Button>
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => void desk.outbox.take(item)}>
                {t('pending.drop')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
