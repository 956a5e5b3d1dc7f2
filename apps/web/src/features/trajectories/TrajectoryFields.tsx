import { TextInput } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/form/DayField.tsx';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import type { Form } from '../../ui/form/use-form.ts';
import { PersonField } from './PersonField.tsx';

export function TitleField({ form, title }: { form: Form; title?: string }) {
  const { t } = useTranslation('trajectories');
  return (
    <TextInput
      name="title"
      label={t('form.name')}
      description={t('form.nameHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      defaultValue={title}
      error={form.error('title')}
    />
  );
}

export function PeriodFields({ form, startsOn, endsOn }: { form: Form; startsOn: string; endsOn: string }) {
  const { t } = useTranslation('trajectories');
  return (
    <FieldRow>
      <DayField name="startsOn" label={t('form.startsOn')} value={startsOn} error={form.error('startsOn')} />
      <DayField name="endsOn" label={t('form.endsOn')} value={endsOn} error={form.error('endsOn')} />
    </FieldRow>
  );
}

interface OutsideProps {
  form: Form;
  people: readonly PersonRef[];
  client?: PersonRef | null;
  supervisor?: PersonRef | null;
}

/** Who commissioned it and whose manager is spoken to: both see only how far it is. */
export function OutsideFields({ form, people, client, supervisor }: OutsideProps) {
  const { t } = useTranslation('trajectories');
  return (
    <FieldRow>
      {([['client', client] as const, ['supervisor', supervisor] as const] as const).map(([role, person]) => (
        <PersonField
          key={role}
          name={`${role}Id`}
          label={t(`form.${role}`)}
          description={t('form.outsideHint')}
          // Who left the school is no colleague any more, and stays until somebody chooses another.
          people={person && !people.some(({ id }) => id === person.id) ? [person, ...people] : people}
          empty={t('form.nobody')}
          defaultValue={person?.id ?? ''}
          error={form.error(`${role}Id`)}
        />
      ))}
    </FieldRow>
  );
}
