import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { type Organisation, organisationRoutes } from '@lesblik/shared/organisations';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { logoOf } from './logo-file.ts';
import classes from './PeoplePage.module.css';
import { organisationQuery } from './queries.ts';

/** What stands on top of what the school sends out. */
export function LogoSection({ organisation: { id, name, logoChangedAt } }: { organisation: Organisation }) {
  const { t } = useTranslation('organisations');
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // The same file may be chosen once more.
  const reset = useRef<() => void>(null);
  const params = { organisationId: id };
  const act = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    setProblem(undefined);
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: organisationQuery(id).queryKey });
      say(said);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
    reset.current?.();
  };
  const set = async (file: File): Promise<unknown> =>
    call(organisationRoutes.setLogo, { params, body: { png: await logoOf(file) } });
  return (
    <Section title={t('logo')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('logoAbout')}</Text>
        {logoChangedAt === null ? (
          <Text>{t('logoNone')}</Text>
        ) : (
          // Another address after each change: the browser shows the new one.
          <img
            className={classes.logo}
            src={addressOf(organisationRoutes.logo.path, params, { at: logoChangedAt })}
            alt={name}
          />
        )}
        <ProblemAlert error={problem} />
        <Group>
          <FileButton
            resetRef={reset}
            accept="image/png,image/jpeg,image/webp"
            onChange={(file) => void (file && act(() => set(file), t('logoSet')))}
          >
            {(props) => (
              <Button variant="default" loading={busy} {...props}>
                {t(logoChangedAt === null ? 'logoChoose' : 'logoOther')}
              </Button>
            )}
          </FileButton>
          {logoChangedAt !== null && (
            <Button
              variant="subtle"
              color="gray"
              disabled={busy}
              onClick={() => void act(() => call(organisationRoutes.removeLogo, { params }), t('logoGone'))}
            >
              {t('logoRemove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
