import { mayTrajectory } from '@lesblik/shared/policy';
import type { Evaluation, ReportField } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { Toggle } from '../../ui/form/Toggle.tsx';
import { Section } from '../../ui/Section.tsx';
import { useStore } from '../../ui/use-store.ts';
import classes from './Reports.module.css';
import { ShareMark } from './ShareMark.tsx';
import { useFieldLine } from './use-field-line.ts';

interface Props {
  trajectory: Trajectory;
  evaluation: Evaluation;
}

/** What the trajectory itself says of how it went: nobody writes it, it is shared or not. */
export function FactsSection({ trajectory, evaluation: { facts, fields } }: Props) {
  const { t, i18n } = useTranslation('reports');
  const day = (one: string): string => dayText(one, i18n.language);
  const talks = new Intl.ListFormat(i18n.language).format(facts.talks.map(day));
  const said = {
    period: t('facts.period', { from: day(facts.from), to: day(facts.to) }),
    talks: facts.talks.length === 0 ? t('facts.noTalks') : t('facts.talks', { count: facts.talks.length, days: talks }),
  };
  return (
    <Section title={t('facts.title')}>
      {fields.map((field) =>
        field.key === 'period' || field.key === 'talks' ? (
          <Fact key={field.key} trajectory={trajectory} field={field} words={said[field.key]} />
        ) : null,
      )}
    </Section>
  );
}

function Fact({ trajectory, field, words }: { trajectory: Trajectory; field: ReportField; words: string }) {
  const { t } = useTranslation('reports');
  const line = useFieldLine(trajectory.id, field);
  const released = useStore(line, (state) => state.released);
  return (
    <div className={classes.field} data-shared={released || undefined}>
      <p className={classes.words}>{words}</p>
      {mayTrajectory('write_report', trajectory) && (
        <Toggle
          label={t('share.switch')}
          name={t('share.switchOf', { field: words })}
          checked={released}
          onChange={(chosen) => line.choose({ released: chosen })}
        />
      )}
      <ShareMark trajectory={trajectory} released={released} />
    </div>
  );
}
