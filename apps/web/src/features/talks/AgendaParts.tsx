import type { Preparation, TalkPage } from '@lesblik/shared/talks';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { useMe } from '../identity/me.ts';
import { ActionsSection } from './ActionsSection.tsx';
import { AgendaField } from './AgendaField.tsx';
import type { TalkLine } from './core/talk-line.ts';
import { GoalsBeside } from './GoalsBeside.tsx';
import classes from './Talks.module.css';
import { useSectionWords } from './use-section-words.ts';

interface Props {
  talk: TalkPage;
  line: TalkLine;
  preparations: readonly Preparation[];
  readOnly: boolean;
}

/** The agenda, filled in together; what was prepared and released stands with each part. */
export function AgendaParts({ talk, line, preparations, readOnly }: Props) {
  const { t } = useTranslation('talks');
  const words = useSectionWords();
  // A held talk's actions are still done; those of a trajectory that is over are not.
  const actions = { trajectoryId: talk.trajectoryId, talkId: talk.id, readOnly: talk.trajectoryOver };
  const withActions = talk.agenda.some(({ beside }) => beside === 'actions');
  return (
    <>
      {talk.agenda.map((section) => {
        const { title, hint } = words(section);
        return (
          <Section key={section.key} title={title}>
            {hint !== '' && <p className={classes.hint}>{hint}</p>}
            {section.beside === 'goals' && <GoalsBeside trajectoryId={talk.trajectoryId} />}
            <Prepared preparations={preparations} field={section.key} />
            <AgendaField
              line={line}
              text="shared"
              field={section.key}
              label={t('agenda.field')}
              of={title}
              readOnly={readOnly}
            />
            {section.beside === 'actions' && <ActionsSection {...actions} bare />}
          </Section>
        );
      })}
      {!withActions && <ActionsSection {...actions} />}
    </>
  );
}

function Prepared({ preparations, field }: { preparations: readonly Preparation[]; field: string }) {
  const { t } = useTranslation('talks');
  const me = useMe();
  return preparations.map(({ person, texts }) => {
    const text = texts?.[field]?.trim() ?? '';
    if (text === '') return null;
    return (
      <div key={person.id} className={classes.prepared}>
        <strong>{person.id === me.id ? t('prepare.mine') : t('prepare.theirs', { name: person.name })}</strong>
        <p>{text}</p>
      </div>
    );
  });
}
