import { Menu } from '@mantine/core';
import type { Comment } from '@lesblik/shared/comments';
import type { talkRoutes } from '@lesblik/shared/talks';
import { IconPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { say, sayProblem } from '../../ui/toasts.ts';

const listTalks = outline<typeof talkRoutes.list>({ method: 'GET', path: '/trajectories/:trajectoryId/talks' });
const pinMoment = outline<typeof talkRoutes.pin>({ method: 'POST', path: '/talks/:talkId/moments' });

/** The talks that are still to come, to pin this comment's moment to. */
export function PinItems({ comment, trajectoryId }: { comment: Comment; trajectoryId: string }) {
  const { t } = useTranslation('talks');
  const talks = useQuery({
    queryKey: ['talks', 'to-pin', trajectoryId],
    queryFn: async ({ signal }) => (await call(listTalks, { params: { trajectoryId } }, { signal })).items,
  }).data?.filter(({ state, trajectoryOver }) => !trajectoryOver && (state === 'proposed' || state === 'planned'));
  const pin = async (talkId: string): Promise<void> => {
    const { recordingId, moment, id: commentId } = comment;
    try {
      await call(pinMoment, { params: { talkId }, body: { recordingId, moment, commentId } });
      void queryClient.invalidateQueries({ queryKey: ['talks'] });
      say(t('moments.pinned'));
    } catch (error) {
      sayProblem(error);
    }
  };
  if (!talks?.length) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('moments.toTalk')}</Menu.Label>
      {talks.map(({ id, title }) => (
        <Menu.Item key={id} leftSection={<IconPin size={16} aria-hidden="true" />} onClick={() => void pin(id)}>
          {title}
        </Menu.Item>
      ))}
    </>
  );
}
