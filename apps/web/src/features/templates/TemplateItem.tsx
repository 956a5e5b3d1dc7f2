import { Button, Group, Text } from '@mantine/core';
import { BuiltinTemplate, templateRoutes, type TrajectoryTemplate } from '@lesblik/shared/trajectory-templates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { useTemplateWords } from './template-words.ts';
import { TemplateForm } from './TemplateForm.tsx';
import classes from './TemplatesPage.module.css';

interface Props {
  organisationId: string;
  template: TrajectoryTemplate;
}

export function TemplateItem({ organisationId, template }: Props) {
  const { t } = useTranslation('templates');
  const [editing, setEditing] = useState(false);
  const words = useTemplateWords()(template);
  const { key, builtin, talks, months, archived } = template;
  const { name } = words;

  async function act(work: Promise<unknown>, told: string): Promise<void> {
    try {
      await work;
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      say(told);
    } catch (error) {
      sayProblem(error);
    }
  }
  const setArchived = (away: boolean): Promise<unknown> =>
    call(templateRoutes.edit, { params: { organisationId, key }, body: { ...words, talks, months, archived: away } });
  const restore = (): Promise<unknown> =>
    call(templateRoutes.restore, { params: { organisationId, key: BuiltinTemplate.parse(key) } });

  return (
    <li className={classes.template}>
      {editing ? (
        <TemplateForm organisationId={organisationId} template={template} onDone={() => setEditing(false)} />
      ) : (
        <>
          <h2 className={classes.name}>{name}</h2>
          <Text size="sm" c="dimmed">
            {t('line', { talks: t('talkCount', { count: talks }), months: t('monthCount', { count: months }) })}
          </Text>
          {words.wayOfWorking !== '' && <p className={classes.words}>{words.wayOfWorking}</p>}
          <Group mt="sm" gap="xs">
            {archived ? (
              <Button
                variant="default"
                aria-label={t('restoreOf', { name })}
                onClick={() => void act(setArchived(false), t('restored'))}
              >
                {t('restore')}
              </Button>
            ) : (
              <>
                <Button variant="default" aria-label={t('editOf', { name })} onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={t('archiveOf', { name })}
                  onClick={() => void act(setArchived(true), t('archivedDone'))}
                >
                  {t('archive')}
                </Button>
              </>
            )}
            {builtin !== null && template.words !== null && (
              <Button
                variant="subtle"
                aria-label={t('originalOf', { name })}
                onClick={() => void act(restore(), t('saved'))}
              >
                {t('original')}
              </Button>
            )}
          </Group>
        </>
      )}
    </li>
  );
}
