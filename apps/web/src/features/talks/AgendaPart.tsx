import { ActionIcon, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { AgendaSection } from '@lesblik/shared/agendas';
import { useTranslation } from 'react-i18next';
import classes from './Talks.module.css';
import { useSectionWords } from './use-section-words.ts';

interface Props {
  section: AgendaSection;
  number: number;
  last: boolean;
  alone: boolean;
  wrong: boolean;
  onChange: (change: Partial<AgendaSection>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

const besides = ['nothing', 'goals', 'actions'] as const;

/** One part of an agenda; words that are the product's own stay so until they are typed over. */
export function AgendaPart({ section, number, last, alone, wrong, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  const { title, hint } = useSectionWords()(section);
  return (
    <li className={classes.part} aria-label={t('agendas.section', { number })}>
      <div className={classes.fields}>
        <TextInput
          label={t('agendas.name', { number })}
          value={title}
          maxLength={120}
          // What is typed over keeps the rest of the product's words.
          onChange={(event) => onChange({ title: event.currentTarget.value, hint })}
          error={wrong && t('common:fields.required')}
        />
        <Textarea
          label={t('agendas.hint', { number })}
          value={hint}
          autosize
          minRows={1}
          maxLength={500}
          onChange={(event) => onChange({ title, hint: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('agendas.beside', { number })}
          value={section.beside}
          onChange={(event) =>
            onChange({ beside: besides.find((one) => one === event.currentTarget.value) ?? 'nothing' })
          }
          data={besides.map((value) => ({ value, label: t(`agendas.besides.${value}`) }))}
        />
      </div>
      <Group gap={4} align="flex-start">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('agendas.up', { number })}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={18} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('agendas.down', { number })}
          disabled={last}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={18} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('agendas.remove', { number })}
          disabled={alone}
          onClick={onRemove}
        >
          <IconX size={18} />
        </ActionIcon>
      </Group>
    </li>
  );
}
