import { Button } from '@mantine/core';
import type { Seal, sealRoutes } from '@lesblik/shared/seals';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { openSocket } from '../../api/socket.ts';
import { instantText } from '../../ui/format.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { useKeptPlace } from '../../ui/use-kept-place.ts';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Apart.module.css';
import { Comparison } from './Comparison.tsx';
import { sealQuery } from './query.ts';

const path = '/recordings/:recordingId/seal';
const begin = outline<typeof sealRoutes.start>({ method: 'POST', path });
const release = outline<typeof sealRoutes.release>({ method: 'PUT', path: `${path}/release` });
const open = outline<typeof sealRoutes.open>({ method: 'POST', path: `${path}/open` });

/** Without a line now, the page asks with its next look. */
const ignore = (): void => undefined;

/** Self-review first: begin, be done, open, and then compare. Nothing where it is not for this reader. */
export function Apart() {
  const { session, me, call: together } = useReview();
  const { recordingId } = session;
  const comparing = useStore(session.ui, ({ sides }) => sides !== null);
  const query = sealQuery(recordingId);
  const { data } = useQuery(query);
  useEffect(() => {
    const again = (): void => void queryClient.invalidateQueries({ queryKey: ['seal', recordingId] });
    let stop = (): void => undefined;
    let left = false;
    void openSocket().then((socket) => {
      if (left) return;
      socket.on('seal:changed', again).on('connect', again);
      stop = () => socket.off('seal:changed', again).off('connect', again);
    }, ignore);
    return () => {
      left = true;
      stop();
      session.ui.set({ sides: null });
    };
  }, [session, recordingId]);

  // The other began anew: there is nothing to compare until that opens.
  const opened = data?.seal?.openedAt != null;
  useEffect(() => {
    if (data && !opened) session.ui.set({ sides: null });
  }, [data, opened, session]);
  useKeptPlace();

  const act: Act = (send) =>
    void send()
      .catch(sayProblem)
      .finally(() => void queryClient.invalidateQueries({ queryKey: query.queryKey }));
  if (!data) return null;
  const { seal, coaches } = data;
  const mine = seal?.owner.id === me.id;
  return (
    <div data-place>
      {seal && !seal.openedAt && <Closed seal={seal} mine={mine} act={act} />}
      {seal?.openedAt && <Opened seal={seal} mine={mine} />}
      {coaches.length > 0 && !comparing && !together && <Begin coaches={coaches} act={act} />}
      {seal?.openedAt && comparing && <Comparison seal={seal} />}
    </div>
  );
}

type Act = (send: () => Promise<unknown>) => void;

function Begin({ coaches, act }: { coaches: Seal['coach'][]; act: Act }) {
  const { recording, me } = useReview();
  const { t } = useTranslation('seals');
  return (
    <details className={classes.begin}>
      <summary>{t('begin')}</summary>
      {coaches.map(({ id, name }) => (
        <div key={id}>
          <p>{t('about', { name: id === me.id ? recording.owner.name : name })}</p>
          <Button
            size="sm"
            variant="default"
            onClick={() => act(() => call(begin, { params: { recordingId: recording.id }, body: { coachId: id } }))}
          >
            {t('start', { name: id === me.id ? recording.owner.name : name })}
          </Button>
        </div>
      ))}
    </details>
  );
}

function Closed({ seal, mine, act }: { seal: Seal; mine: boolean; act: Act }) {
  const { t, i18n } = useTranslation('seals');
  const { name } = mine ? seal.coach : seal.owner;
  const at = (instant: string | null): string => (instant ? instantText(instant, i18n.language) : '');
  const [own, theirs] = mine
    ? [seal.ownerReleasedAt, seal.coachReleasedAt]
    : [seal.coachReleasedAt, seal.ownerReleasedAt];
  const gone = !seal.coachWatches;
  const params = { recordingId: seal.recordingId };
  return (
    <section className={classes.line} aria-label={t('begin')}>
      <div role="status">
        <p>
          <IconLock size={16} aria-hidden="true" /> {t('closed', { name })}{' '}
          <span className={classes.dim}>{t('since', { name: seal.sealedBy.name, at: at(seal.sealedAt) })}</span>
        </p>
        <p className={classes.dim}>
          {gone ? t('gone', { name }) : t(theirs ? 'theyDone' : 'theyLook', { name, at: at(theirs) })}
          {own && ` ${t('youDone', { at: at(own) })}`}
        </p>
      </div>
      {!gone && (
        <Button
          size="sm"
          variant={own ? 'default' : 'filled'}
          onClick={() => act(() => call(release, { params, body: { released: !own } }))}
        >
          {t(own ? 'notYet' : 'done')}
        </Button>
      )}
      {mine && (
        <details className={classes.early}>
          <summary>{t('early')}</summary>
          <p>{t('earlyAbout', { name })}</p>
          <Button size="sm" variant="default" onClick={() => act(() => call(open, { params }))}>
            {t('open')}
          </Button>
        </details>
      )}
    </section>
  );
}

function Opened({ seal, mine }: { seal: Seal; mine: boolean }) {
  const { session } = useReview();
  const { t, i18n } = useTranslation('seals');
  const comparing = useStore(session.ui, ({ sides }) => sides !== null);
  const at = instantText(seal.openedAt ?? '', i18n.language);
  return (
    <section className={classes.line} aria-label={t('begin')}>
      <p className={classes.dim} role="status">
        {t(seal.openedEarly ? (mine ? 'openedYou' : 'openedBy') : 'opened', { name: seal.owner.name, at })}
      </p>
      <Button
        size="sm"
        variant="default"
        aria-expanded={comparing}
        onClick={() => session.ui.set({ sides: comparing ? null : new Map() })}
      >
        {t(comparing ? 'back' : 'compare')}
      </Button>
    </section>
  );
}
