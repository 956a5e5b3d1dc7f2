import { Button, Text } from '@mantine/core';
import { organisationRoutes, type Invitation } from '@lesblik/shared/organisations';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { instantDayText } from '../../ui/format.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import classes from './PeoplePage.module.css';
import { readPeopleAgain } from './queries.ts';

interface Props {
  invitation: Invitation;
  organisationId: string;
}

export function InvitationRow({ invitation, organisationId }: Props) {
  const { t, i18n } = useTranslation('organisations');
  const { id, name, email, role, invitedAt, expiresAt } = invitation;

  async function withdraw(): Promise<void> {
    try {
      await call(organisationRoutes.withdrawInvitation, { params: { organisationId, invitationId: id } });
      say(t('withdrawn'));
    } catch (error) {
      sayProblem(error);
    }
    await readPeopleAgain();
  }

  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {email}
        </Text>
        <Text size="sm" c="dimmed">
          {t('open', {
            role: t(`roles.${role}`),
            when: instantDayText(invitedAt, i18n.language),
            until: instantDayText(expiresAt, i18n.language),
          })}
        </Text>
      </div>
      <Button variant="default" aria-label={t('withdrawOf', { name })} onClick={() => void withdraw()}>
        {t('withdraw')}
      </Button>
    </li>
  );
}
