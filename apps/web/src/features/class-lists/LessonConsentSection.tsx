import { Anchor, Text, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { LessonConsent } from '@lesblik/shared/lesson-consent';
import type { Recording } from '@lesblik/shared/recordings';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { addressOf } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useMe } from '../identity/me.ts';
import { AbsentForm } from './AbsentForm.tsx';
import classes from './ClassLists.module.css';
import { lessonConsentQuery } from './lesson-consent.ts';
import { purposes } from './purposes.ts';

/**
 * For its owner: where this lesson may go, who stands in the way, and who is not in the picture. The same of the recording of
 * a call in which lessons were played.
 */
export function LessonConsentSection({ recording }: { recording: Recording }) {
  const { t } = useTranslation('lesson-consent');
  const id = useId();
  const me = useMe();
  const { data, error } = useQuery(lessonConsentQuery(recording.id));
  const isCall = recording.origin === 'review_call';
  if (isCall && data?.lessons.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id}>
        {t(isCall ? 'call.title' : 'lesson.title')}
      </Title>
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {data && (
        <>
          {data.classList?.keeper.id === me.id && (
            <Anchor component={Link} href={paths.classList(data.classList.id)}>
              {t('lesson.list', { name: data.classList.name })}
            </Anchor>
          )}
          {isCall && <PlayedLessons lessons={data.lessons} />}
          {data.noPupils && <Text>{t('lesson.nobody')}</Text>}
          <ul className={classes.list}>
            {purposes.map((purpose) => (
              <PurposeLine key={purpose} {...{ consent: data, purpose, isCall }} whole={recording.sha256 !== null} />
            ))}
          </ul>
          {!data.noPupils && data.pupils.length > 0 && <AbsentForm key={data.pupils.length} consent={data} />}
        </>
      )}
    </section>
  );
}

function PlayedLessons({ lessons }: Pick<LessonConsent, 'lessons'>) {
  const { t } = useTranslation('lesson-consent');
  return (
    <>
      <Text>{t('call.shows')}</Text>
      <ul className={classes.list}>
        {lessons.map(({ recordingId, title }) => (
          <li key={recordingId}>
            {title === null ? (
              t('call.deleted')
            ) : (
              <Anchor component={Link} href={paths.recording(recordingId)}>
                {title}
              </Anchor>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  consent: LessonConsent;
  purpose: (typeof purposes)[number];
  /** The film is whole: it can be taken along. */
  whole: boolean;
  isCall: boolean;
}

function PurposeLine({ consent, purpose, whole, isCall }: LineProps) {
  const { t } = useTranslation('lesson-consent');
  const { recordingId, standing, pupils } = consent;
  const { verdict, pupilIds } = standing[purpose];
  const Icon = verdict === 'open' ? IconCheck : IconX;
  const names = pupils.filter(({ id }) => pupilIds.includes(id)).map(({ label }) => label);
  return (
    <li className={classes.entry}>
      <span className={classes.answer}>
        <Icon size={18} aria-hidden="true" />
        <strong>{t(`purposes.${purpose}`)}:</strong>
        {t(isCall && verdict === 'class_list_missing' ? 'call.class_list_missing' : `lesson.${verdict}`)}
      </span>
      {names.length > 0 && <Text size="sm">{t('lesson.lacking', { names: names.join(', ') })}</Text>}
      {verdict === 'open' && whole && purpose !== 'inside' && (
        <Anchor
          size="sm"
          display="block"
          href={addressOf('/recordings/:recordingId/original', { recordingId }, { purpose })}
          download
        >
          {t(`lesson.download_${purpose}`)}
        </Anchor>
      )}
    </li>
  );
}
