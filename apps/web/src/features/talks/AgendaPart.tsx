import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import type { AgendaSection } from '@lesblik/shared/agendas';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAct } from '../../ui/IconAct.tsx';
import classes from './Agendas.module.css';
import { useSectionWords } from './use-section-words.ts';

interface Props {
  section: AgendaSection;
  number: number;
  last: boolean;
  alone: boolean;
  wrong: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (change: Partial<AgendaSection>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

const besides = ['nothing', 'goals', 'actions'] as const;

/** One part of an agenda: its title, and its fields when it is open. The product's own words stay until typed over. */
export function AgendaPart({ section, number, last, alone, wrong, open, ...acts }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  const id = useId();
  const { title, hint } = useSectionWords()(section);
  const name = title.trim() === '' ? t('agendas.unnamed') : title;
  return (
    <li className={classes.part} aria-labelledby={id}>
      <div className={classes.head}>
        <span className={classes.number} aria-hidden="true">
          {number}
        </span>
        <div className={classes.words}>
          <strong id={id}>{name}</strong>
          {!open && (
            <span className={classes.about}>
              {[hint, ...(section.beside === 'nothing' ? [] : [t(`agendas.besides.${section.beside}`)])]
                .filter((words) => words !== '')
                .join(' · ')}
            </span>
          )}
        </div>
        <div className={classes.acts}>
          <IconAct label={t('agendas.up', { title: name })} disabled={number === 1} onClick={() => acts.onMove(-1)}>
            <IconArrowUp size={18} />
          </IconAct>
          <IconAct label={t('agendas.down', { title: name })} disabled={last} onClick={() => acts.onMove(1)}>
            <IconArrowDown size={18} />
          </IconAct>
          <IconAct
            label={t(open ? 'agendas.shut' : 'agendas.edit', { title: name })}
            aria-expanded={open}
            onClick={() => acts.onOpen(!open)}
          >
            {open ? <IconCheck size={18} /> : <IconPencil size={18} />}
          </IconAct>
          <IconAct label={t('agendas.remove', { title: name })} disabled={alone} onClick={acts.onRemove}>
            <IconTrash size={18} />
          </IconAct>
        </div>
      </div>
      {open && (
        <div className={classes.fields}>
          <TextInput
            label={t('agendas.name')}
            value={title}
            maxLength={120}
            autoFocus
            // What is typed over keeps the rest of the product's words.
            onChange={(event) => acts.onChange({ title: event.currentTarget.value, hint })}
            error={wrong && t('common:fields.required')}
          />
          <Textarea
            label={t('agendas.hint')}
            value={hint}
            autosize
            minRows={1}
            maxLength={500}
            onChange={(event) => acts.onChange({ title, hint: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('agendas.beside')}
            value={section.beside}
            onChange={(event) =>
              acts.onChange({ beside: besides.find((one) => one === event.currentTarget.value) ?? 'nothing' })
            }
            data={besides.map((value) => ({ value, label: t(`agendas.besides.${value}`) }))}
          />
        </div>
      )}
    </li>
  );
}
