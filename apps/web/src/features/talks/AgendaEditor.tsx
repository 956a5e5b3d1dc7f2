import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { agendaRoutes, type AgendaSection, type AgendaTemplate, MAX_SECTIONS } from '@lesblik/shared/agendas';
import { Problem } from '@lesblik/shared/problems';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { instantDayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { AgendaPart } from './AgendaPart.tsx';
import classes from './Agendas.module.css';
import { agendasQuery } from './queries.ts';
import { useSectionWords } from './use-section-words.ts';

const newKey = (): string => `own-${crypto.randomUUID().slice(0, 8)}`;

/** One kind's agenda, part by part; saved, it is a new version. */
export function AgendaEditor({ agenda, organisationId }: { agenda: AgendaTemplate; organisationId: string }) {
  const { t, i18n } = useTranslation('talks');
  const queries = useQueryClient();
  const { kind, version, madeAt } = agenda;
  const [sections, setSections] = useState<readonly AgendaSection[]>(agenda.sections);
  const [problem, setProblem] = useState<unknown>();
  const [wrong, setWrong] = useState<number>();
  const [openKey, setOpenKey] = useState<string>();
  const [moved, setMoved] = useState('');
  const wordsOf = useSectionWords();
  const changed = JSON.stringify(sections) !== JSON.stringify(agenda.sections);
  const set = (index: number, change: Partial<AgendaSection>): void =>
    setSections(sections.map((section, at) => (at === index ? { ...section, ...change } : section)));
  const move = (index: number, by: number): void => {
    const next = [...sections];
    next.splice(index + by, 0, ...next.splice(index, 1));
    setSections(next);
    const [number, total] = [index + by + 1, next.length];
    const section = sections[index];
    if (section) setMoved(t('agendas.moved', { title: wordsOf(section).title, number, total }));
  };
  const add = (): void => {
    const key = newKey();
    setSections([...sections, { key, title: '', hint: null, beside: 'nothing' }]);
    setOpenKey(key);
  };
  const save = async (): Promise<void> => {
    setProblem(undefined);
    const parsed = agendaRoutes.change.body.safeParse({ version, sections });
    const first = parsed.success ? undefined : Number(parsed.error.issues[0]?.path[1]);
    setWrong(first);
    if (first !== undefined) setOpenKey(sections[first]?.key);
    if (!parsed.success) return;
    try {
      await call(agendaRoutes.change, { params: { organisationId, kind }, body: parsed.data });
      say(t('agendas.saved'));
    } catch (refused) {
      const meanwhile = refused instanceof Problem && refused.code === 'changed_meanwhile';
      if (!meanwhile) return setProblem(refused);
      say(t('agendas.meanwhile'));
    }
    await queries.invalidateQueries({ queryKey: agendasQuery(organisationId).queryKey });
  };
  return (
    <>
      <p className={classes.about}>
        {madeAt === null
          ? t('agendas.builtIn')
          : t('agendas.version', { version, when: instantDayText(madeAt, i18n.language) })}
      </p>
      <ol className={classes.list}>
        {sections.map((section, index) => (
          <AgendaPart
            key={section.key}
            section={section}
            number={index + 1}
            last={index === sections.length - 1}
            alone={sections.length === 1}
            wrong={wrong === index}
            open={openKey === section.key}
            onOpen={(open) => setOpenKey(open ? section.key : undefined)}
            onChange={(change) => set(index, change)}
            onMove={(by) => move(index, by)}
            onRemove={() => setSections(sections.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {moved}
      </p>
      <ProblemAlert error={problem} />
      <Group>
        <Button disabled={!changed} onClick={() => void save()}>
          {t('agendas.save')}
        </Button>
        {changed && <span className={classes.about}>{t('agendas.unsaved')}</span>}
        {sections.length < MAX_SECTIONS && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={add}>
            {t('agendas.add')}
          </Button>
        )}
      </Group>
    </>
  );
}
