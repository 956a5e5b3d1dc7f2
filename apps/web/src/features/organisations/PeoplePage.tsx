import { Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { NotFound } from '../../app/NotFound.tsx';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { ClassListCounts } from '../class-lists/ClassListCounts.tsx';
import { HoldsSection } from '../holds/HoldsSection.tsx';
import { useSchool } from '../identity/school.ts';
import { PairsSection } from '../templates/PairsSection.tsx';
import { InvitationRow } from './InvitationRow.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { MemberRow } from './MemberRow.tsx';
import classes from './PeoplePage.module.css';
import { invitationsQuery, peopleQuery } from './queries.ts';
import { StorageSection } from './StorageSection.tsx';

/** The administrator's page: who takes part, who was invited, how much room there is. Never a lesson. */
export function PeoplePage() {
  const school = useSchool();
  if (school?.role !== 'administrator') return <NotFound />;
  return <People key={school.organisationId} organisationId={school.organisationId} />;
}

function People({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation(['organisations', 'templates', 'talks']);
  const [inviting, setInviting] = useState(false);
  const people = useQuery(peopleQuery(organisationId));
  const invitations = useQuery(invitationsQuery(organisationId));
  const alone = people.data?.length === 1 && invitations.data?.length === 0;
  const invite = (
    <Button leftSection={<IconUserPlus size={18} aria-hidden="true" />} onClick={() => setInviting(true)}>
      {t('invite')}
    </Button>
  );
  return (
    <Page width="reading">
      <Group justify="space-between">
        <div>
          <PageTitle title={t('title')} />
          <Text c="dimmed">{t('intro')}</Text>
        </div>
        {!alone && invite}
      </Group>
      <Group gap="xs">
        <LinkButton to={paths.templates} variant="default">
          {t('templates:link')}
        </LinkButton>
        <LinkButton to={paths.agendas} variant="default">
          {t('talks:agendas.link')}
        </LinkButton>
      </Group>
      <ProblemAlert error={people.error ?? invitations.error} />
      {people.isPending && <Waiting />}
      {people.data && (
        <Section title={t('members')}>
          <ul className={classes.list}>
            {people.data.map((member) => (
              <MemberRow key={member.person.id} member={member} organisationId={organisationId} />
            ))}
          </ul>
          {alone && <EmptyPage picture="people" text={t('noOthers')} action={invite} />}
        </Section>
      )}
      {invitations.data && invitations.data.length > 0 && (
        <Section title={t('invitations')} anchor="invitations">
          <ul className={classes.list}>
            {invitations.data.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} organisationId={organisationId} />
            ))}
          </ul>
        </Section>
      )}
      <PairsSection organisationId={organisationId} />
      <ClassListCounts organisationId={organisationId} />
      <HoldsSection organisationId={organisationId} />
      <StorageSection organisationId={organisationId} />
      <InviteDialog organisationId={organisationId} opened={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}
