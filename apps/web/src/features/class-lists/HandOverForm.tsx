import { Stack, Text } from '@mantine/core';
import { classListRoutes } from '@lesblik/shared/class-lists';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { say } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import { colleaguesQuery } from '../trajectories/list-queries.ts';
import { PersonField } from '../trajectories/PersonField.tsx';
import { readListsAgain } from './queries.ts';

interface Props {
  list: { id: string; organisationId: string; name: string };
  onDone: () => void;
}

/** Gives a list to a colleague, who keeps it from then on. */
export function HandOverForm({ list, onDone }: Props) {
  const { t } = useTranslation('class-lists');
  const me = useMe();
  const [path, go] = useLocation();
  const colleagues = useQuery(colleaguesQuery(list.organisationId)).data ?? [];
  const people = colleagues.filter(({ id }) => id !== me.id);
  const form = useForm({
    schema: classListRoutes.handOver.body,
    async submit(body) {
      await call(classListRoutes.handOver, { params: { classListId: list.id }, body });
      say(t('handedOver', { list: list.name, name: people.find(({ id }) => id === body.keeperId)?.name ?? '' }));
      onDone();
      if (path === paths.classList(list.id)) go(paths.classLists);
      await readListsAgain();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <Text>{t('handOverText')}</Text>
        <PersonField
          name="keeperId"
          label={t('handOverTo')}
          people={people}
          empty={t('choose')}
          error={form.error('keeperId')}
        />
        <FormEnd form={form} act={t('handOver')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
