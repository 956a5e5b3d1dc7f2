import { Button, Stack, TextInput } from '@mantine/core';
import { reportRoutes } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { sign } from './acts.ts';
import { previewQuery } from './queries.ts';
import { ReportBody } from './ReportBody.tsx';
import classes from './Reports.module.css';

interface Props {
  trajectory: Trajectory;
  names: string;
  signs: boolean;
  openSuggestions: number;
  onDone: () => void;
}

/** Exactly what would be read, and below it the signature. */
export function SignPart({ trajectory, names, signs, openSuggestions, onDone }: Props) {
  const { t } = useTranslation('reports');
  const preview = useQuery(previewQuery(trajectory.id));
  if (preview.error) return <ProblemAlert error={preview.error} />;
  if (!preview.data) return <Waiting />;
  const { goals, texts, period, talks } = preview.data.content;
  const empty = goals.length + texts.length === 0 && period === null && talks === null;
  return (
    <div className={classes.preview}>
      {!empty && <p className={classes.label}>{t('report.reading', { names })}</p>}
      <div className={classes.paper}>
        {empty ? <p>{t('report.empty')}</p> : <ReportBody content={preview.data.content} />}
      </div>
      {openSuggestions > 0 && (
        <p className={classes.quiet}>{t('report.openSuggestions', { count: openSuggestions })}</p>
      )}
      {signs && !empty ? (
        <SignForm trajectoryId={trajectory.id} digest={preview.data.digest} names={names} onDone={onDone} />
      ) : (
        <Button mt="sm" variant="default" onClick={onDone}>
          {t('report.close')}
        </Button>
      )}
    </div>
  );
}

function SignForm({
  trajectoryId,
  digest,
  names,
  onDone,
}: {
  trajectoryId: string;
  digest: string;
  names: string;
  onDone: () => void;
}) {
  const { t } = useTranslation(['reports', 'common']);
  const me = useMe();
  const form = useForm({
    schema: reportRoutes.sign.body,
    read: (fields) => ({ name: fields.get('name'), digest }),
    async submit(body) {
      await sign(trajectoryId, body);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack mt="md">
        <TextInput
          name="name"
          label={t('report.name')}
          description={t('report.nameHint', { names })}
          defaultValue={me.name}
          autoComplete="name"
          error={form.error('name')}
        />
        <FormEnd form={form} act={t('report.sign')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
