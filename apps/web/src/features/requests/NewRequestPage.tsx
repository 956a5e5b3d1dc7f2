import { Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { requestRoutes } from '@lesblik/shared/requests';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { dayFromNow } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { useSchool } from '../identity/school.ts';
import { PersonField } from '../trajectories/PersonField.tsx';
import { colleaguesQuery } from '../trajectories/list-queries.ts';
import { readTrajectoriesAgain } from '../trajectories/queries.ts';

const TWO_WEEKS = 14;
const HALF_A_YEAR = 182;

/** A client asks for a trajectory; an administrator can do so for somebody. */
export function NewRequestPage() {
  const { t } = useTranslation(['requests', 'trajectories', 'common', 'problems']);
  const me = useMe();
  const school = useSchool();
  const [, go] = useLocation();
  const organisationId = school?.organisationId ?? '';
  const people = useQuery(colleaguesQuery(organisationId)).data ?? [];
  const others = people.filter(({ id }) => id !== me.id);
  const administrates = school?.role === 'administrator';
  const form = useForm({
    schema: requestRoutes.file.body,
    read: (fields) => {
      const coachId = fields.get('coachIds');
      return {
        ...Object.fromEntries(fields),
        organisationId,
        clientId: administrates ? fields.get('clientId') : me.id,
        supervisorId: fields.get('supervisorId') || null,
        coachIds: coachId ? [coachId] : [],
        openToCoaches: fields.get('openToCoaches') !== null,
      };
    },
    besides: (fields): Record<string, string> =>
      fields.get('coachIds') || fields.get('openToCoaches') !== null
        ? {}
        : { coachIds: t('problems:request_asks_nobody') },
    async submit(body) {
      const { id } = await call(requestRoutes.file, { body });
      await readTrajectoriesAgain();
      say(t('sent'));
      go(paths.request(id), { replace: true });
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Page width="form">
        <div>
          <PageTitle title={t('formTitle')} />
          <Text c="dimmed">{t('intro')}</Text>
        </div>
        <PersonField
          name="coacheeId"
          label={t('coachee')}
          people={others}
          empty={t('trajectories:form.choose')}
          error={form.error('coacheeId')}
        />
        <TextInput
          name="title"
          label={t('name')}
          description={t('nameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={200}
          error={form.error('title')}
        />
        <Textarea
          name="reason"
          label={t('reason')}
          description={t('reasonHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={4}
          maxLength={5000}
          error={form.error('reason')}
        />
        <FieldRow>
          <DayField
            name="startsOn"
            label={t('startsOn')}
            value={dayFromNow(TWO_WEEKS)}
            error={form.error('startsOn')}
          />
          <DayField name="endsOn" label={t('endsOn')} value={dayFromNow(HALF_A_YEAR)} error={form.error('endsOn')} />
        </FieldRow>
        <FieldRow>
          {administrates && (
            <PersonField
              name="clientId"
              label={t('client')}
              people={people}
              empty={t('trajectories:form.choose')}
              error={form.error('clientId')}
            />
          )}
          <PersonField
            name="supervisorId"
            label={t('supervisor')}
            people={people}
            empty={t('trajectories:form.nobody')}
            error={form.error('supervisorId')}
          />
        </FieldRow>
        <PersonField
          name="coachIds"
          label={t('coach')}
          people={others}
          empty={t('nobody')}
          error={form.error('coachIds')}
        />
        <Checkbox name="openToCoaches" label={t('openToCoaches')} />
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" size="md" loading={form.busy}>
            {t('send')}
          </Button>
        </Group>
      </Page>
    </form>
  );
}
