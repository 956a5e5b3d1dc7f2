import type { TrajectoryRequest } from '@lesblik/shared/requests';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { Card, CardLine, CardList } from '../../ui/Card.tsx';
import { instantDayText } from '../../ui/format.ts';

/** Requests that wait, or came to nothing; those that were taken are trajectories. */
export function RequestList({ requests }: { requests: readonly TrajectoryRequest[] }) {
  const { t, i18n } = useTranslation('requests');
  return (
    <CardList width={340}>
      {requests.map(({ id, title, state, coachee, client, filedAt }) => (
        <li key={id}>
          <Card to={paths.request(id)} title={title}>
            <CardLine>
              {coachee.name} · {t('filedBy', { name: client.name, day: instantDayText(filedAt, i18n.language) })}
            </CardLine>
            <CardLine>{t(`states.${state}`)}</CardLine>
          </Card>
        </li>
      ))}
    </CardList>
  );
}
