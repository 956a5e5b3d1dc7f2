import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Contact, TrajectoryOverview } from '@lesblik/shared/trajectories';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';
import { useMe } from '../identity/me.ts';
import { ContactForm } from './ContactForm.tsx';
import { PlanPart } from './PlanPart.tsx';
import classes from './TrajectoryPage.module.css';

type Inside = NonNullable<TrajectoryOverview['inside']>;

interface Props {
  overview: TrajectoryOverview;
  inside: Inside;
  shut: ComponentProps<typeof Fold>['shut'];
}

/** Why it began, what client and supervisor made clear, and the estimate that came of it. */
export function ContactSection({ overview: { trajectory }, inside, shut }: Props) {
  const { t } = useTranslation('trajectories');
  const [adding, setAdding] = useState(false);
  const writes = mayTrajectory('plan', trajectory);
  const isCoachee = trajectory.myRoles.includes('coachee');
  const { name } = trajectory.coachee;
  return (
    <Fold
      id="contact"
      title={t('contact.title')}
      about={trajectory.plannedTalks === null ? t('plan.none') : t('plan.planned', { count: trajectory.plannedTalks })}
      shut={shut}
    >
      {inside.reason !== '' && (
        <>
          <h3 className={classes.part}>{t('contact.reason')}</h3>
          <p className={classes.words}>{inside.reason}</p>
        </>
      )}
      <Text size="sm" c="dimmed" mb="xs">
        {isCoachee ? t('contact.noSecretSelf') : t('contact.noSecret', { name })}
      </Text>
      {inside.contacts.length === 0 && !adding && <Text c="dimmed">{t('contact.none')}</Text>}
      <ul className={classes.plain}>
        {inside.contacts.map((contact) => (
          <ContactItem key={contact.id} contact={contact} writes={writes} />
        ))}
      </ul>
      {adding && <ContactForm trajectoryId={trajectory.id} onDone={() => setAdding(false)} />}
      {writes && !adding && (
        <Button
          mt="xs"
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setAdding(true)}
        >
          {t('contact.add')}
        </Button>
      )}
      <PlanPart trajectory={trajectory} inside={inside} writes={writes} />
    </Fold>
  );
}

function ContactItem({ contact, writes }: { contact: Contact; writes: boolean }) {
  const { t, i18n } = useTranslation('trajectories');
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const day = dayText(contact.spokenOn, i18n.language);
  if (editing) {
    return (
      <li className={classes.item}>
        <ContactForm trajectoryId={contact.trajectoryId} contact={contact} onDone={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <strong>{t('contact.entry', { who: t(`contact.withWho.${contact.spokenWith}`), day })}</strong>
        {writes && contact.writtenBy.id === me.id && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('contact.editOf', { day })}
            onClick={() => setEditing(true)}
          >
            {t('contact.edit')}
          </Button>
        )}
      </div>
      <p className={classes.words}>{contact.text}</p>
      <Text size="sm" c="dimmed">
        {t('contact.by', { name: contact.writtenBy.name })}
        {contact.editedAt !== null && `, ${t('contact.edited')}`}
      </Text>
    </li>
  );
}
