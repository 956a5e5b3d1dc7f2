import { Button, Group } from '@mantine/core';
import { Problem } from '@lesblik/shared/problems';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { dayFromNow } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { useSchool } from '../identity/school.ts';
import { PersonField } from './PersonField.tsx';
import { colleaguesQuery } from './list-queries.ts';
import { OutsideFields, PeriodFields, TitleField } from './TrajectoryFields.tsx';

const HALF_A_YEAR = 182;

export function NewTrajectoryPage() {
  const { t } = useTranslation('trajectories');
  const me = useMe();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const school = useSchool();
  const organisationId = school?.organisationId ?? '';
  const colleagues = useQuery(colleaguesQuery(organisationId)).data ?? [];
  const people = colleagues.some(({ id }) => id === me.id) ? colleagues : [{ id: me.id, name: me.name }, ...colleagues];
  const form = useForm({
    schema: trajectoryRoutes.create.body,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      organisationId,
      clientId: fields.get('clientId') || null,
      supervisorId: fields.get('supervisorId') || null,
    }),
    async submit(body) {
      const trajectory = await call(trajectoryRoutes.create, { body });
      await queries.invalidateQueries({ queryKey: ['trajectories'] });
      go(trajectory.myRoles.length > 0 ? paths.trajectory(trajectory.id) : paths.trajectories, { replace: true });
    },
  });
  const notMine = form.problem instanceof Problem && form.problem.code === 'not_allowed';
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Page width="form">
        <PageTitle title={t('form.title')} />
        <TitleField form={form} />
        <FieldRow>
          <PersonField
            name="coacheeId"
            label={t('form.coachee')}
            people={people}
            empty={t('form.choose')}
            defaultValue={school?.role === 'administrator' ? '' : me.id}
            error={form.error('coacheeId')}
          />
          <PersonField
            name="coachId"
            label={t('form.coach')}
            people={people}
            empty={t('form.choose')}
            error={form.error('coachId')}
          />
        </FieldRow>
        <PeriodFields form={form} startsOn={dayFromNow(0)} endsOn={dayFromNow(HALF_A_YEAR)} />
        <OutsideFields form={form} people={people} />
        <ProblemAlert error={form.problem} text={notMine ? t('form.notMine') : undefined} />
        <Group>
          <Button type="submit" size="md" loading={form.busy}>
            {t('form.start')}
          </Button>
        </Group>
      </Page>
    </form>
  );
}
