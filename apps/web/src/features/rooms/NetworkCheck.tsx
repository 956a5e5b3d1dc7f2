import { Button } from '@mantine/core';
import { IconWifi } from '@tabler/icons-react';
import { Problem } from '@lesblik/shared/problems';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Offline } from '../../api/offline.ts';
import { sentenceOf } from '../../ui/problem-sentence.ts';
import classes from './BeforeCall.module.css';
import { useCall } from './call-context.tsx';
import { CheckLine } from './CheckLine.tsx';
import { checkNetwork, judge } from './core/network-check.ts';

/** A short test through the media server: gets it through, how fast, how much is lost. */
export function NetworkCheck() {
  const { call } = useCall();
  const { t } = useTranslation(['rooms', 'problems']);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['network-check', call.deviceId],
    queryFn: async () => {
      try {
        return await checkNetwork(call.line);
      } catch (refused) {
        if (refused instanceof Problem || refused instanceof Offline) throw refused;
        return checkNetwork(call.line, true);
      }
    },
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  const known = data && !isFetching;
  const verdict = data && judge(data);
  return (
    <section className={classes.check} aria-labelledby="check-network">
      <h2 className={classes.title} id="check-network">
        <IconWifi size={20} aria-hidden="true" />
        {t('before.network.title')}
      </h2>
      {isFetching && <CheckLine is="still">{t('before.network.checking')}</CheckLine>}
      {known && verdict && (
        <CheckLine is={verdict === 'good' ? 'good' : 'poor'}>
          {t(data.way === 'tcp' && verdict === 'fair' ? 'before.network.tcp' : `before.network.${verdict}`)}
        </CheckLine>
      )}
      {known && (
        <p className={classes.figures}>
          {t('before.network.figures', { ms: data.roundTripMs, lost: Math.round(data.loss * 100) })}
        </p>
      )}
      {!isFetching && error && (
        <CheckLine is="poor">
          {error instanceof Problem || error instanceof Offline ? sentenceOf(error) : t('before.network.blocked')}
        </CheckLine>
      )}
      {!isFetching && (
        <div className={classes.row}>
          <Button variant="default" onClick={() => void refetch()}>
            {t('before.again')}
          </Button>
        </div>
      )}
    </section>
  );
}
