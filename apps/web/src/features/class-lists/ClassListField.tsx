import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../ui/form/text-of.ts';
import { classListsQuery } from './list-query.ts';

const NOBODY = 'nobody';

interface Props {
  organisationId: string;
  /** What the lesson says now. */
  lesson?: { classListId: string | null; noPupils: boolean };
}

/** Which pupils may be in the picture: those of a list, or nobody. The field `pupils` of the form around it. */
export function ClassListField({ organisationId, lesson }: Props) {
  const { t } = useTranslation('lesson-consent');
  const lists = useQuery(classListsQuery(organisationId)).data ?? [];
  const { classListId = null, noPupils = false } = lesson ?? {};
  // A list that was handed over stays the lesson's.
  const theirs = classListId !== null && lists.every(({ id }) => id !== classListId);
  return (
    <NativeSelect
      name="pupils"
      label={t('field.label')}
      description={t('field.hint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      key={lists.length}
      defaultValue={noPupils ? NOBODY : (classListId ?? '')}
      data={[
        { value: '', label: t('field.unknown') },
        ...lists.map(({ id, name }) => ({ value: id, label: name })),
        ...(theirs ? [{ value: classListId, label: t('field.theirs') }] : []),
        { value: NOBODY, label: t('field.nobody') },
      ]}
    />
  );
}

/** What the field says, as a lesson has it. */
export function pupilsOf(fields: FormData): { classListId: string | null; noPupils: boolean } {
  const value = textOf(fields, 'pupils');
  return { classListId: value === '' || value === NOBODY ? null : value, noPupils: value === NOBODY };
}
