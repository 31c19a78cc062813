import { Tabs } from '@/components/ui/tabs';

/** Between the pages of responsibilities that are not about one project. */
export function ListTabs({
  participates,
  readsTemplates,
}: {
  participates: boolean;
  readsTemplates: boolean;
}) {
  return (
    <Tabs
      label="Pages des responsabilités"
      tabs={[
        { href: '/responsabilites', label: 'Matrices' },
        ...(participates ? [{ href: '/responsabilites/miennes', label: 'Mes responsabilités' }] : []),
        { href: '/responsabilites/academie', label: 'Académie' },
        ...(readsTemplates ? [{ href: '/responsabilites/modeles', label: 'Modèles' }] : []),
      ]}
    />
  );
}
