import { NativeSelect } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/me.ts';

interface Props {
  name: string;
  label: string;
  description?: string;
  people: readonly PersonRef[];
  /** The words of the empty choice; it is there even when somebody is chosen. */
  empty: string;
  defaultValue?: string;
  error?: string | undefined;
}

/** One person of the school. */
export function PersonField({ people, empty, ...field }: Props) {
  const { t } = useTranslation('trajectories');
  const me = useMe();
  return (
    <NativeSelect
      {...field}
      // The names arrive after the field: only then the default can be shown.
      key={people.length}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[
        { value: '', label: empty },
        ...people.map(({ id, name }) => ({ value: id, label: id === me.id ? t('form.you', { name }) : name })),
      ]}
    />
  );
}
