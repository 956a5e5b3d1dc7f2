import type { Recording } from '@lesblik/shared/recordings';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { bytes, dayText, timecode } from '../../ui/format.ts';
import { trajectoriesQuery } from '../trajectories/list-queries.ts';
import classes from './DescriptionList.module.css';

/** Of a call those on it were asked in the call; of a lesson the parents were. */
function basisOf({ origin, lawfulBasis }: Recording): 'basisInternal' | 'basisConsent' | 'basisCall' {
  if (lawfulBasis !== 'consent') return 'basisInternal';
  return origin === 'review_call' ? 'basisCall' : 'basisConsent';
}

export function DescriptionList({ recording }: { recording: Recording }) {
  const { t, i18n } = useTranslation('recordings');
  const trajectory = useQuery(trajectoriesQuery).data?.find(({ id }) => id === recording.trajectoryId);
  const { width, height, durationMs } = recording;
  const language = i18n.language;
  const trajectoryLink = trajectory && (
    <Link href={paths.trajectory(trajectory.id)} className={classes.link}>
      {trajectory.title}
    </Link>
  );
  const fingerprint = recording.sha256 && <code className={classes.code}>{recording.sha256}</code>;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('details.owner'), recording.owner.name],
    [t('details.recordedOn'), dayText(recording.recordedOn, language)],
    [t('details.classGroup'), recording.classGroup],
    [t('details.basis'), t(`details.${basisOf(recording)}`)],
    [t('details.keepUntil'), dayText(recording.keepUntil, language)],
    [t('details.trajectory'), trajectoryLink],
    [t('details.length'), durationMs !== null && timecode(durationMs)],
    [
      t('details.picture'),
      durationMs !== null &&
        (recording.hasPicture && width && height
          ? t('details.pictureSize', { width, height })
          : t('details.soundOnly')),
    ],
    [
      t('details.file'),
      recording.bytes !== null &&
        recording.fileName !== '' &&
        `${recording.fileName} (${bytes(recording.bytes, language)})`,
    ],
    [t('details.fingerprint'), fingerprint],
  ];
  return (
    <dl className={classes.list}>
      {rows
        .filter(([, value]) => value !== undefined && value !== false && value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
