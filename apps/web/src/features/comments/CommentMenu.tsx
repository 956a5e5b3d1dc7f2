import { ActionIcon, Menu } from '@mantine/core';
import type { Comment } from '@lesblik/shared/comments';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review/review-context.tsx';
import { copyLink, removeComment } from './comment-acts.ts';
import { useDesk } from './desk-context.tsx';

/** What is less often wanted: copy a link, and for its author change and delete. */
export function CommentMenu({ comment }: { comment: Comment }) {
  const { session, me, recording } = useReview();
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const own = comment.author.id === me.id && recording.may.includes('comment') && desk !== null;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name: comment.author.name })}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
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
      </Menu.Dropdown>
    </Menu>
  );
}
