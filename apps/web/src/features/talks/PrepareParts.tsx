import { Button } from '@mantine/core';
import { IconLock, IconUsers } from '@tabler/icons-react';
import type { Preparation, TalkPage } from '@lesblik/shared/talks';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { useMe } from '../identity/me.ts';
import { release } from './acts.ts';
import { AgendaField } from './AgendaField.tsx';
import type { TalkLine } from './core/talk-line.ts';
import { GoalsBeside } from './GoalsBeside.tsx';
import classes from './Talks.module.css';
import { otherOf } from './talk-words.ts';
import { useSectionWords } from './use-section-words.ts';

interface Props {
  talk: TalkPage;
  line: TalkLine;
  preparations: readonly Preparation[];
}

/** The same agenda, for oneself: nobody else reads it until it is released. */
export function PrepareParts({ talk, line, preparations }: Props) {
  const { t } = useTranslation('talks');
  const me = useMe();
  const words = useSectionWords();
  const { name } = otherOf(talk, me.id);
  const released = preparations.find(({ person }) => person.id === me.id)?.releasedAt != null;
  const Icon = released ? IconUsers : IconLock;
  const change = (): void =>
    void release(talk.id, !released, released ? t('prepare.takenBack') : t('prepare.released', { name }));
  return (
    <>
      <div className={classes.private}>
        <p>
          <Icon size={20} aria-hidden="true" />
          {released ? t('prepare.shared', { name }) : t('prepare.onlyYou')}
        </p>
        <Button variant="default" onClick={change}>
          {released ? t('prepare.takeBack') : t('prepare.release', { name })}
        </Button>
      </div>
      {talk.agenda.map((section) => {
        const { title, hint } = words(section);
        return (
          <Section key={section.key} title={title}>
            {hint !== '' && <p className={classes.hint}>{hint}</p>}
            {section.beside === 'goals' && <GoalsBeside trajectoryId={talk.trajectoryId} />}
            <AgendaField
              line={line}
              text="mine"
              field={section.key}
              label={t('prepare.field')}
              of={title}
              readOnly={false}
            />
          </Section>
        );
      })}
    </>
  );
}
