import { ActionIcon, Anchor, Button, Group } from '@mantine/core';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import type { Action } from '@lesblik/shared/actions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayFromNow, dayText, instantDayText, momentText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { ActionForm } from './ActionForm.tsx';
import { openAction, removeAction } from './acts.ts';
import { DoneForm } from './DoneForm.tsx';
import classes from './Talks.module.css';

type Doing = 'edit' | 'done' | null;

export function ActionItem({ action, readOnly }: { action: Action; readOnly: boolean }) {
  const { t, i18n } = useTranslation('talks');
  const [doing, setDoing] = useState<Doing>(null);
  const { what, owner, dueOn, goal, done } = action;
  const stop = (): void => setDoing(null);
  if (doing === 'edit')
    return (
      <li>
        <ActionForm trajectoryId={action.trajectoryId} action={action} onDone={stop} />
      </li>
    );
  const today = dayFromNow(0);
  return (
    <li>
      <div className={classes.row}>
        <div className={classes.words}>
          <span>{what}</span>
          <span className={classes.about}>
            {done === null
              ? t('actions.meta', { name: owner.name, when: dayText(dueOn, i18n.language) })
              : `${owner.name} · ${t('actions.doneBy', { when: instantDayText(done.at, i18n.language) })}`}
            {done === null && dueOn < today && (
              <>
                {' · '}
                <span className={classes.overdue}>{t('actions.overdue')}</span>
              </>
            )}
            {done === null && dueOn === today && ` · ${t('actions.today')}`}
          </span>
          {goal && <GoalBadge position={goal.position} title={goal.title} withTitle />}
          {done && <Outcome done={done} />}
        </div>
        {!readOnly && (
          <Group gap={4}>
            {done === null ? (
              <Button
                variant="default"
                aria-label={t('actions.doneOf', { what })}
                leftSection={<IconCheck size={18} aria-hidden="true" />}
                onClick={() => setDoing('done')}
              >
                {t('actions.done')}
              </Button>
            ) : (
              <Button variant="subtle" onClick={() => void openAction(action)}>
                {t('actions.reopen')}
              </Button>
            )}
            {done === null && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('actions.edit', { what })}
                onClick={() => setDoing('edit')}
              >
                <IconPencil size={18} />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('actions.remove', { what })}
              onClick={() => void removeAction(action)}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
        )}
      </div>
      {doing === 'done' && <DoneForm action={action} onDone={stop} />}
    </li>
  );
}

function Outcome({ done }: { done: NonNullable<Action['done']> }) {
  const { t } = useTranslation('talks');
  const { text, moment } = done;
  return (
    <>
      {text !== '' && <p className={classes.said}>{text}</p>}
      {moment && (
        <Anchor component={Link} href={paths.recording(moment.recordingId, { atMs: moment.startMs })}>
          {t('actions.shows', { title: moment.title, at: momentText(moment) })}
        </Anchor>
      )}
    </>
  );
}
