import { Button, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Agreement, AgreementKind } from '@lesblik/shared/agreements';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgreementForm } from './AgreementForm.tsx';
import { EndForm } from './EndForm.tsx';
import classes from './AgreementsSection.module.css';
import { AskedVersion } from './AskedVersion.tsx';
import { VersionText } from './VersionText.tsx';

interface Props {
  kind: AgreementKind;
  /** Undefined while nobody proposed one. */
  agreement: Agreement | undefined;
  trajectory: Trajectory;
}

/** One agreement: what holds, what is asked, and what was before. */
export function AgreementItem({ kind, agreement, trajectory }: Props) {
  const { t } = useTranslation('agreements');
  const [writing, setWriting] = useState<'change' | 'end'>();
  const stop = (): void => setWriting(undefined);
  const mayAgree = mayTrajectory('agree', trajectory);
  const versions = agreement?.versions ?? [];
  const holds = versions.find(({ state }) => state === 'accepted');
  const asked = versions.find(({ state, number }) => state === 'open' && number > (holds?.number ?? 0));
  const earlier = versions.filter((version) => version !== holds && version !== asked);
  const heading = t(`kinds.${kind}`);
  const title = kind === 'free' ? (asked?.ends ? holds : (asked ?? holds))?.text.split('\n')[0] || heading : heading;
  return (
    <li className={classes.agreement}>
      <div className={classes.head}>
        <h3 className={classes.kind}>{heading}</h3>
        {holds && (
          <span className={classes.holds}>
            <IconCheck size={18} aria-hidden="true" />
            {t('holds')}
          </span>
        )}
      </div>
      {holds && <VersionText version={holds} />}
      {!holds && !asked && !writing && (
        <Text size="sm" c="dimmed">
          {t(versions.some(({ state }) => state === 'ended') ? 'ended' : 'open')}
        </Text>
      )}
      {asked && <AskedVersion version={asked} changes={holds !== undefined} trajectory={trajectory} />}
      {writing === 'change' && (
        <AgreementForm
          kind={kind}
          agreementId={agreement?.id}
          version={asked?.ends ? holds : (asked ?? holds)}
          trajectory={trajectory}
          onDone={stop}
        />
      )}
      {writing === 'end' && agreement && <EndForm agreement={agreement} trajectory={trajectory} onDone={stop} />}
      {!writing && mayAgree && (
        <Group mt="xs" gap="xs">
          <Button
            variant="default"
            size="compact-md"
            aria-label={t(holds || asked ? 'changeOf' : 'proposeOf', { kind: title })}
            onClick={() => setWriting('change')}
          >
            {t(holds || asked ? 'change' : 'propose')}
          </Button>
          {holds && !asked?.ends && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-md"
              aria-label={t('endOf', { kind: title })}
              onClick={() => setWriting('end')}
            >
              {t('end')}
            </Button>
          )}
        </Group>
      )}
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>
            {t('earlier')} ({earlier.length})
          </summary>
          {earlier.map((version) => (
            <div key={version.id}>
              <Text size="sm" c="dimmed">
                {t('version', { number: version.number })} · {t(`states.${version.state}`)}
              </Text>
              <VersionText version={version} />
              {version.answer !== '' && version.answeredBy && (
                <p className={classes.words}>
                  {t('answeredBy', { name: version.answeredBy.name, text: version.answer })}
                </p>
              )}
            </div>
          ))}
        </details>
      )}
    </li>
  );
}
