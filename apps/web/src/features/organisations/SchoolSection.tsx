import { Button } from '@mantine/core';
import {
  IconDatabase,
  IconListDetails,
  IconMailQuestion,
  IconRoute,
  IconTemplate,
  IconUserPlus,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { bytes } from '../../ui/format.ts';
import { LinkLine, LinkLines } from '../../ui/LinkLine.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { requestsQuery } from '../requests/queries.ts';
import { pairsQuery } from '../templates/queries.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { invitationsQuery, organisationQuery, peopleQuery } from './queries.ts';
import classes from './SchoolSection.module.css';
import { schoolDuties, type SchoolDuty } from './school-duties.ts';

const icons: Record<SchoolDuty['kind'], TablerIcon> = {
  people: IconUsers,
  invited: IconMailQuestion,
  coach_left: IconUserPlus,
  requests: IconRoute,
  storage: IconDatabase,
};

const addresses: Record<SchoolDuty['kind'], string> = {
  people: paths.people,
  invited: `${paths.people}#invitations`,
  coach_left: `${paths.people}#pairs`,
  requests: paths.trajectories,
  storage: `${paths.people}#storage`,
};

/** What an administrator looks after, on Begin: who takes part, what waits, how much room there is. Never a lesson. */
export function SchoolSection({ organisationId }: { organisationId: string }) {
  const { t, i18n } = useTranslation(['organisations', 'templates', 'talks']);
  const [inviting, setInviting] = useState(false);
  const people = useQuery(peopleQuery(organisationId));
  const invitations = useQuery(invitationsQuery(organisationId));
  const school = useQuery(organisationQuery(organisationId));
  const pairs = useQuery(pairsQuery(organisationId));
  const requests = useQuery(requestsQuery(organisationId));
  const error = people.error ?? invitations.error ?? school.error ?? pairs.error ?? requests.error;
  const known = people.data && invitations.data && school.data && pairs.data && requests.data;
  const duties = known
    ? schoolDuties({
        people: people.data.length,
        invited: invitations.data.length,
        coachless: pairs.data.filter(({ coachLeft, wished }) => coachLeft && (wished === null || wished.left)).length,
        requests: requests.data.filter(({ state }) => state === 'open').length,
        ...school.data,
      })
    : [];
  const alone = people.data?.length === 1 && invitations.data?.length === 0;
  const sentence = (duty: SchoolDuty): string => {
    if (duty.kind !== 'storage') return t(`duties.${duty.kind}`, { count: duty.count });
    const [used, quota] = [bytes(duty.usedBytes, i18n.language), bytes(duty.quotaBytes, i18n.language)];
    return t(duty.urgent ? 'duties.almostFull' : 'duties.storage', { used, quota });
  };
  const line = (to: string, words: string, Icon: TablerIcon, urgent = false) => (
    <LinkLine key={words} href={to} icon={Icon} urgent={urgent}>
      {words}
    </LinkLine>
  );
  return (
    <Section
      title={t('duties.title')}
      action={
        <Button
          variant={alone ? 'filled' : 'default'}
          leftSection={<IconUserPlus size={18} aria-hidden="true" />}
          onClick={() => setInviting(true)}
        >
          {t('invite')}
        </Button>
      }
    >
      <p className={classes.intro}>{t(alone ? 'noOthers' : 'intro')}</p>
      <ProblemAlert error={error} />
      {!known && !error && <Waiting />}
      {known && (
        <LinkLines>
          {duties.map((duty) => line(addresses[duty.kind], sentence(duty), icons[duty.kind], duty.urgent))}
          {line(paths.templates, t('templates:link'), IconTemplate)}
          {line(paths.agendas, t('talks:agendas.link'), IconListDetails)}
        </LinkLines>
      )}
      <InviteDialog organisationId={organisationId} opened={inviting} onClose={() => setInviting(false)} />
    </Section>
  );
}
