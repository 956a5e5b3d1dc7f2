import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Action } from '@lesblik/shared/actions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { ActionForm } from './ActionForm.tsx';
import { ActionItem } from './ActionItem.tsx';
import { actionsQuery } from './queries.ts';
import classes from './Talks.module.css';

interface Props {
  trajectoryId: string;
  /** In which a new action is agreed on. */
  talkId?: string;
  /** Inside another section: without a border and title of its own. */
  bare?: boolean;
  readOnly?: boolean;
}

/** What coachee and coach agreed to do: what is late first, what is done last. */
export function ActionsSection({ trajectoryId, talkId, bare = false, readOnly = false }: Props) {
  const { t } = useTranslation('talks');
  const { data: actions, error } = useQuery(actionsQuery(trajectoryId));
  const [adding, setAdding] = useState(false);
  const add = !adding && !readOnly && (
    <Button variant="default" leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t('actions.add')}
    </Button>
  );
  const body = (
    <>
      <ProblemAlert error={error} />
      {actions?.length === 0 && !adding && <Text c="dimmed">{t('actions.none')}</Text>}
      {actions && <Lists actions={actions} readOnly={readOnly} />}
      {adding && (
        <ActionForm
          trajectoryId={trajectoryId}
          {...(talkId !== undefined && { talkId })}
          onDone={() => setAdding(false)}
        />
      )}
    </>
  );
  if (!bare)
    return (
      <Section title={t('actions.title')} action={add} anchor="actions">
        {body}
      </Section>
    );
  return (
    <section className={classes.form} aria-label={t('actions.title')}>
      {body}
      {add}
    </section>
  );
}

function Lists({ actions, readOnly }: { actions: readonly Action[]; readOnly: boolean }) {
  const { t } = useTranslation('talks');
  const open = actions.filter(({ done }) => done === null);
  const done = actions.filter((action) => action.done !== null);
  return (
    <>
      <ul className={classes.list}>
        {open.map((action) => (
          <ActionItem key={action.id} action={action} readOnly={readOnly} />
        ))}
      </ul>
      {done.length > 0 && (
        <details className={classes.done}>
          <summary>{t('actions.earlier', { count: done.length })}</summary>
          <ul className={classes.list}>
            {done.map((action) => (
              <ActionItem key={action.id} action={action} readOnly={readOnly} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
