import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { identityRoutes } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { asLanguage } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { chooseLanguage, updateMe, useMe } from './me.ts';

export function ProfileSection() {
  const { t, i18n } = useTranslation(['identity', 'common']);
  const me = useMe();
  const form = useForm({
    schema: identityRoutes.updateMe.body.required({ name: true }),
    async submit(change) {
      await updateMe({ name: change.name });
      say(t('account.saved'));
    },
  });
  return (
    <Section title={t('account.you')}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <ProblemAlert error={form.problem} />
          <TextInput
            name="name"
            label={t('name')}
            description={t('account.nameHelp')}
            autoComplete="name"
            defaultValue={me.name}
            error={form.error('name')}
          />
          <div>
            <Text component="span" id="own-language" size="sm" fw={600} mb={4} display="block">
              {t('common:language.label')}
            </Text>
            <SegmentedControl
              aria-labelledby="own-language"
              value={asLanguage(i18n.language)}
              onChange={(language) => chooseLanguage(asLanguage(language)).catch(sayProblem)}
              data={[
                { value: 'nl', label: <span lang="nl">{t('common:language.nl')}</span> },
                { value: 'en', label: <span lang="en">{t('common:language.en')}</span> },
              ]}
            />
          </div>
          <Group>
            <Button type="submit" loading={form.busy}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
