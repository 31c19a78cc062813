import { Tabs } from '@/components/ui/tabs';

/** Between the pages of responsibilities that are not about one project. */
export function ListTabs({ participates }: { participates: boolean }) {
  return (
    <Tabs
      label="Pages des responsabilités"
      tabs={[
        { href: '/responsabilites', label: 'Matrices' },
        ...(participates ? [{ href: '/responsabilites/miennes', label: 'Mes responsabilités' }] : []),
      ]}
    />
  );
}
