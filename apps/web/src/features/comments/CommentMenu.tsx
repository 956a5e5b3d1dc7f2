import { Menu } from '@mantine/core';
import type { Comment } from '@lesblik/shared/comments';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review/review-context.tsx';
import { copyLink, removeComment } from './comment-acts.ts';
import classes from './CommentItem.module.css';
import { useDesk } from './desk-context.tsx';

const PinItems = lazy(async () => ({ default: (await import('./PinItems.tsx')).PinItems }));

/**
 * What is less often wanted: copy a link, and for its author change and delete. The menu itself is made when it is first
 * opened: a list that is scrolled through makes dozens of these a second.
 */
export function CommentMenu({ comment }: { comment: Comment }) {
  const { t } = useTranslation('comments');
  const [wanted, setWanted] = useState(false);
  if (wanted) return <OpenMenu comment={comment} />;
  return (
    <button
      type="button"
      className={classes.dots}
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={t('more', { name: comment.author.name })}
      onClick={() => setWanted(true)}
    >
      <IconDots size={18} aria-hidden="true" />
    </button>
  );
}

function OpenMenu({ comment }: { comment: Comment }) {
  const { session, me, recording } = useReview();
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const own = comment.author.id === me.id && recording.may.includes('comment') && desk !== null;
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target>
        <button type="button" className={classes.dots} aria-label={t('more', { name: comment.author.name })}>
          <IconDots size={18} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} aria-hidden="true" />} onClick={() => void copyLink(comment)}>
          {t('copyLink')}
        </Menu.Item>
        {own && (
          <>
            <Menu.Item
              leftSection={<IconPencil size={16} aria-hidden="true" />}
              onClick={() => session.ui.set({ writing: `edit:${comment.id}` })}
            >
              {t('edit')}
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              onClick={() => void removeComment(desk, comment)}
            >
              {t('remove')}
            </Menu.Item>
          </>
        )}
        {recording.trajectoryId !== null && (
          <Suspense>
            <PinItems comment={comment} trajectoryId={recording.trajectoryId} />
          </Suspense>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
