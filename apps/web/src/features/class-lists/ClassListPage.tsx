import { Button, Group, Menu, Text } from '@mantine/core';
import { IconCheck, IconFileImport, IconPlus } from '@tabler/icons-react';
import { type ClassListWithPupils, classListRoutes } from '@lesblik/shared/class-lists';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { instantDayText } from '../../ui/format.ts';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { Turn } from '../../ui/Turn.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { AddPupilForm } from './AddPupilForm.tsx';
import classes from './ClassLists.module.css';
import { ConsentLetter } from './ConsentLetter.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import { PupilRow } from './PupilRow.tsx';
import { classListQuery, showList } from './queries.ts';
import { RemoveListDialog } from './RemoveListDialog.tsx';
import { RenameListForm } from './RenameListForm.tsx';

const ImportForm = lazy(async () => ({ default: (await import('./ImportForm.tsx')).ImportForm }));

export function ClassListPage() {
  const { t } = useTranslation('class-lists');
  const { classListId } = useParams<{ classListId: string }>();
  const { data, error } = useQuery(classListQuery(classListId));
  return (
    <Page width="reading">
      <BackLink to={paths.classLists} title={t('title')} />
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {data && <List list={data} />}
    </Page>
  );
}

type Doing = 'add' | 'import' | 'rename' | 'handOver' | 'remove';

/** Who is in the class and what was said of each; to everybody but its keeper it is not there. */
function List({ list }: { list: ClassListWithPupils }) {
  const { t, i18n } = useTranslation(['class-lists', 'common']);
  const [doing, setDoing] = useState<Doing | undefined>(list.pupils.length === 0 ? 'add' : undefined);
  const stop = (): void => setDoing(undefined);
  const check = async (): Promise<void> => {
    await showList(await call(classListRoutes.check, { params: { classListId: list.id } }));
    say(t('checked'));
  };
  return (
    <>
      <Group justify="space-between">
        <div>
          <PageTitle title={list.name} />
          <Text c="dimmed">{t('onlyYou')}</Text>
        </div>
        <MoreMenu label={t('more')}>
          <Menu.Item onClick={() => setDoing('rename')}>{t('rename')}</Menu.Item>
          <Menu.Item onClick={() => setDoing('handOver')}>{t('handOver')}</Menu.Item>
          <Menu.Item onClick={() => setDoing('remove')}>{t('remove')}</Menu.Item>
        </MoreMenu>
      </Group>
      <Turn
        sentence={t(list.restored ? 'restored' : list.toCheck ? 'toCheck' : 'checkedOn', {
          day: instantDayText(list.checkedAt, i18n.language),
        })}
        atRest={!list.toCheck}
      >
        {list.toCheck && (
          <Button
            leftSection={<IconCheck size={18} aria-hidden="true" />}
            onClick={() => void check().catch(sayProblem)}
          >
            {t('check')}
          </Button>
        )}
      </Turn>
      {doing === 'rename' && <RenameListForm list={list} onDone={stop} />}
      {doing === 'handOver' && (
        <Section title={t('handOver')}>
          <HandOverForm list={list} onDone={stop} />
        </Section>
      )}
      <Section
        title={t('pupils', { count: list.pupilCount })}
        action={
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconFileImport size={18} aria-hidden="true" />}
              onClick={() => setDoing('import')}
            >
              {t('import.title')}
            </Button>
            <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setDoing('add')}>
              {t('pupil.add')}
            </Button>
          </Group>
        }
      >
        {doing === 'add' && <AddPupilForm classListId={list.id} onDone={stop} />}
        {doing === 'import' && (
          <Suspense fallback={<Waiting />}>
            <ImportForm list={list} onDone={stop} />
          </Suspense>
        )}
        <ul className={classes.list}>
          {list.pupils.map((pupil) => (
            <PupilRow key={pupil.id} pupil={pupil} />
          ))}
        </ul>
      </Section>
      {list.left.length > 0 && (
        <Fold id="left" title={t('left.heading')} about={t('left.about')} shut="everywhere">
          <ul className={classes.list}>
            {list.left.map((pupil) => (
              <PupilRow key={pupil.id} pupil={pupil} left />
            ))}
          </ul>
        </Fold>
      )}
      <Fold id="letter" title={t('letter.heading')} about={t('letter.about')} shut="everywhere">
        <ConsentLetter />
      </Fold>
      <RemoveListDialog list={list} opened={doing === 'remove'} onClose={stop} />
    </>
  );
}
