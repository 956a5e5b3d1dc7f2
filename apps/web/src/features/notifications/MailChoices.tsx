import { NativeSelect } from '@mantine/core';
import {
  type MailPace,
  type NotificationGroup,
  NotificationKind,
  notificationKinds,
  notificationRoutes,
  type NotificationSettings,
  pacesOf,
} from '@lesblik/shared/notifications';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { settingsQuery } from './list-queries.ts';
import classes from './NotificationsPage.module.css';

/** Of which things a mail comes at once, which wait for others, and which never come by mail; kept as it is chosen. */
export function MailChoices({ group, settings }: { group: NotificationGroup; settings: NotificationSettings }) {
  const { t } = useTranslation('notifications');
  const id = useId();
  const choose = async (kind: NotificationKind, pace: MailPace): Promise<void> => {
    // Shown at once: a key pressed again counts on from it, and no answer that comes late takes it back.
    queryClient.setQueryData(settingsQuery.queryKey, (now) => now && { ...now, mail: { ...now.mail, [kind]: pace } });
    try {
      await call(notificationRoutes.set, { body: { mail: { [kind]: pace } } });
      say(t('kept', { what: t(`kinds.${kind}`), when: t(`paces.${pace}`) }));
    } catch (error) {
      sayProblem(error);
      await queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey });
    }
  };
  return (
    <Section title={t(`groups.${group}`)}>
      <div className={classes.choices}>
        {NotificationKind.options
          .filter((kind) => notificationKinds[kind].group === group)
          .map((kind) => (
            <Choice
              key={kind}
              id={`${id}-${kind}`}
              label={t(`kinds.${kind}`)}
              value={settings.mail[kind]}
              options={pacesOf(kind).map((value) => ({ value, label: t(`paces.${value}`) }))}
              onChoose={(pace) => void choose(kind, pace)}
            />
          ))}
      </div>
    </Section>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: MailPace;
  options: { value: MailPace; label: string }[];
  onChoose: (pace: MailPace) => void;
}

function Choice({ id, label, value, options, onChoose }: ChoiceProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <NativeSelect
        id={id}
        value={value}
        data={options}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      />
    </>
  );
}
