import { Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import {
  type ClassListWithPupils,
  classListRoutes,
  MOST_PUPILS,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { cellsOf, textOfFile } from './core/read-file.ts';
import { answersThatStayed, doneBy, saidIn } from './core/import-notes.ts';
import { readRows, type ReadRow } from './core/read-rows.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { showList } from './queries.ts';

/** A list from a spreadsheet: what each row says, and what is wrong with it, before anything is taken. */
export function ImportForm({ list, onDone }: { list: ClassListWithPupils; onDone: () => void }) {
  const { t } = useTranslation(['class-lists', 'common']);
  const [rows, setRows] = useState<ReadRow[]>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const taken = (rows ?? [])
    .filter((row) => row.faults.length === 0 && doneBy(row, list.pupils, dayFromNow(0)) !== 'same')
    .slice(0, MOST_PUPILS);

  async function read(file: File | null): Promise<void> {
    setProblem(undefined);
    setRows(file === null ? undefined : readRows(cellsOf(textOfFile(await file.arrayBuffer())), dayFromNow(0)));
  }

  async function take(): Promise<void> {
    setBusy(true);
    try {
      const pupils = taken.map((row) => ({
        label: row.label,
        answers: saidIn(row, list.pupils, dayFromNow(0)).map((said) => ({
          ...said,
          answeredBy: row.answeredBy,
          textVersion: PUPIL_CONSENT_TEXT,
        })),
      }));
      const params = { classListId: list.id };
      const after = await call(classListRoutes.addPupils, { params, body: { pupils } });
      await showList(after);
      say(t('import.taken', { count: pupils.length }));
      const stayed = answersThatStayed(pupils, after.pupils);
      if (stayed > 0) say(t('import.stayed', { count: stayed }));
      onDone();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <Stack mb="lg">
      <FileInput
        label={t('import.file')}
        description={t('import.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={t('import.choose')}
        accept=".csv,.txt,.tsv,text/csv"
        clearable
        clearButtonProps={{ 'aria-label': t('import.clear') }}
        leftSection={<IconFileSpreadsheet size={18} aria-hidden="true" />}
        onChange={(file) => void read(file).catch(setProblem)}
      />
      {rows?.length === 0 && <Text>{t('import.empty')}</Text>}
      {rows !== undefined && rows.length > 0 && <ImportPreview rows={rows} pupils={list.pupils} left={list.left} />}
      <ProblemAlert error={problem} />
      <Group>
        <Button disabled={taken.length === 0} loading={busy} onClick={() => void take()}>
          {t('import.take', { count: taken.length })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
