import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { AuditKind } from '@lesblik/shared/audit-log';
import type { Language } from '@lesblik/shared/common';
import { logWords } from '@lesblik/shared/log-words';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/form/DayField.tsx';
import { useMe } from '../identity/me.ts';
import classes from './AccessLog.module.css';
import type { Wanted } from './log-filter.ts';
import { logPeopleQuery } from './queries.ts';

interface Props {
  recordingId: string | undefined;
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
}

/** What to show of the log: words, a person, a kind, a period. */
export function LogFilters({ recordingId, wanted, onChange }: Props) {
  const { t, i18n } = useTranslation('audit-log');
  const me = useMe();
  const people = useQuery(logPeopleQuery(recordingId));
  const words = logWords[i18n.language as Language];
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  const names = (people.data ?? []).map(({ id, name }) => ({ value: id, label: id === me.id ? words.you : name }));
  const set = (change: Partial<Wanted>) => onChange({ ...wanted, ...change });
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.wide}
        label={t('words')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={wanted.words}
        maxLength={200}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('person')}
        value={wanted.personId}
        onChange={(event) => set({ personId: event.currentTarget.value })}
        data={[{ value: '', label: t('everybody') }, ...names]}
      />
      <NativeSelect
        label={t('filter')}
        value={wanted.kind}
        onChange={(event) => set({ kind: event.currentTarget.value as AuditKind | '' })}
        data={[{ value: '', label: t('all') }, ...kinds]}
      />
      <DayField label={t('from')} value={wanted.from} onChange={(from) => set({ from })} />
      <DayField label={t('to')} value={wanted.to} onChange={(to) => set({ to })} />
    </search>
  );
}
