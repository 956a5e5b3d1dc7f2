import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { organisationRoutes, type Member } from '@lesblik/shared/organisations';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayOf, endOfDay, instantDayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { textOf } from '../../ui/form/text-of.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { EraseMember } from '../erasure/EraseMember.tsx';
import { useMe } from '../identity/me.ts';
import classes from './PeoplePage.module.css';
import { readPeopleAgain } from './queries.ts';
import { RoleFields } from './RoleFields.tsx';

interface Props {
  member: Member;
  organisationId: string;
}

export function MemberRow({ member, organisationId }: Props) {
  const { t, i18n } = useTranslation('organisations');
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const { person, email, role, endsAt } = member;
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <Text fw={600}>
          {person.name} {person.id === me.id && t('you')}
        </Text>
        <Text size="sm" c="dimmed">
          {email}
        </Text>
      </div>
      <Group className={classes.acts}>
        <Text size="sm">
          {t(`roles.${role}`)}
          {endsAt !== null && ` · ${t('until', { day: instantDayText(endsAt, i18n.language) })}`}
        </Text>
        <Button
          variant="default"
          aria-label={t('changeOf', { name: person.name })}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {t('change')}
        </Button>
      </Group>
      {editing && <EditMember member={member} organisationId={organisationId} onDone={() => setEditing(false)} />}
    </li>
  );
}

function EditMember({ member, organisationId, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation(['organisations', 'common']);
  const [removing, setRemoving] = useState(false);
  const params = { organisationId, personId: member.person.id };
  const form = useForm({
    schema: organisationRoutes.updateMember.body,
    read: (fields) => {
      const endsOn = textOf(fields, 'endsOn');
      return { role: fields.get('role'), endsAt: endsOn ? endOfDay(endsOn) : null };
    },
    async submit(body) {
      await call(organisationRoutes.updateMember, { params, body });
      await readPeopleAgain();
      say(t('changed'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.edit}>
      <Stack>
        <RoleFields
          initial={member.role}
          endsOn={member.endsAt === null ? undefined : dayOf(member.endsAt)}
          error={form.error('endsAt')}
        />
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button variant="subtle" onClick={() => setRemoving(true)}>
            {t('remove')}
          </Button>
          <EraseMember person={member.person} organisationId={organisationId} />
        </Group>
      </Stack>
      <RemoveDialog
        member={member}
        opened={removing}
        onClose={() => setRemoving(false)}
        onRemove={async () => {
          await call(organisationRoutes.removeMember, { params });
          await readPeopleAgain();
          say(t('removed', { name: member.person.name }));
        }}
      />
    </form>
  );
}

interface RemoveProps {
  member: Member;
  opened: boolean;
  onClose: () => void;
  onRemove: () => Promise<void>;
}

/** Asks: what this person was given by others does not come back with a new invitation. */
function RemoveDialog({ member, opened, onClose, onRemove }: RemoveProps) {
  const { t } = useTranslation(['organisations', 'common']);
  const [problem, setProblem] = useState<unknown>();
  const { name } = member.person;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('removeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text>{t('removeText', { name })}</Text>
        <ProblemAlert error={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
          <Button color="red" onClick={() => onRemove().catch(setProblem)}>
            {t('remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
